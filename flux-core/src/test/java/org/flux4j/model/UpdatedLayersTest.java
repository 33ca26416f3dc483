package org.flux4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flux4j.contract.Data.weight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.flux4j.io.Update;
import org.flux4j.io.UpdatedWeights;
import org.flux4j.io.Weights;
import org.flux4j.model.Samples.FluxInput;
import org.flux4j.op.Operators;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.ref.RefProvider;
import org.flux4j.train.Tape;
import org.flux4j.vector.VectorProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates beside the weights, against the same updates merged into them. */
class UpdatedLayersTest {
    private static final int RANK = 3;
    private static final float SCALE = 0.05f;

    private final InventedWeights weights = invented();

    private static InventedWeights invented() {
        InventedWeights weights = new InventedWeights(5);
        new FluxTransformer(Samples.DEV, weights);
        return weights;
    }

    /** Every linear layer gets three updates: one of all rows, one of some of them, and a Kronecker product. */
    @ParameterizedTest
    @ValueSource(strings = {"ref", "vector"})
    void countLikeMergedOnes(String backend) {
        Map<String, List<Update>> updates = new LinkedHashMap<>();
        InventedWeights merged = invented();
        for (String name : new TreeSet<>(weights.fixed().names())) {
            Weight matrix = weights.find(name);
            if (matrix.shape().rank() == 2) {
                int in = matrix.dim(1);
                int out = matrix.dim(0);
                int seed = updates.size();
                Update whole = Update.lowRank(weight(seed, RANK, in), weight(seed + 100, out, RANK), SCALE);
                Update rows = new Update(List.of(), List.of(weight(seed + 200, out / 4, in)), -0.02f, out / 2);
                List<Weight> outer = List.of(weight(seed + 300, 1, 2), weight(seed + 400, 4, 1));
                Update kronecker = new Update(outer, List.of(weight(seed + 500, out / 4, in / 2)), 0.02f, 0);
                updates.put(name.replace(".weight", ""), List.of(whole, rows, kronecker));
                merged.put(name, merged(merged(merged(matrix, whole), rows), kronecker));
            }
        }
        assertThat(updates).hasSize(2 * 10 + 3 * 3 + 2 + 3 * 2 + 2);
        try (Operators ops = (backend.equals("ref") ? new RefProvider() : new VectorProvider()).create(2)) {
            Tensor expected = predict(ops, merged);
            Tensor beside = predict(ops, new UpdatedWeights(weights.fixed(), updates));
            assertThat(beside.data()).containsExactly(expected.data(), within(2e-3f));
            assertThat(predict(ops, weights).data()).isNotEqualTo(expected.data());
        }
    }

    /** The gradients of down and up are those of the merged weight W: with dW, they are scale · upᵀ · dW and scale · dW · downᵀ. */
    @Test
    void areTrained() {
        String layer = "single_blocks.1.linear1";
        Weight down = weight(1, RANK, 64);
        Weight up = weight(2, 352, RANK);
        Update update = Update.lowRank(down, up, SCALE);
        float[] dDown = new float[RANK * 64];
        float[] dUp = new float[352 * RANK];
        Operators ops = new RefProvider().create(1);
        Tensor dy = Tensor.zeros(15, 8);
        dy.data()[3] = 1;
        try (Tape tape = new Tape(ops, ops.gradients())) {
            tape.train(down, dDown);
            tape.train(up, dUp);
            Weights updated = new UpdatedWeights(weights.fixed(), Map.of(layer, List.of(update)));
            tape.backward(predict(tape, updated), dy);
        }
        Weight merged = merged(weights.find(layer + ".weight"), update);
        float[] dMerged = new float[352 * 64];
        InventedWeights all = invented();
        all.put(layer + ".weight", merged);
        try (Tape tape = new Tape(ops, ops.gradients())) {
            tape.train(merged, dMerged);
            tape.backward(predict(tape, all), dy);
        }
        Weight gradient = Weight.of(merged.shape(), dMerged);
        float[] expectedDown = product(transposed(up), gradient, SCALE).toFloats();
        float[] expectedUp = product(gradient, transposed(down), SCALE).toFloats();
        assertThat(dDown).containsExactly(expectedDown, within(1e-4f));
        assertThat(dUp).containsExactly(expectedUp, within(1e-4f));
        assertThat(dUp).isNotEqualTo(new float[dUp.length]);
    }

    private static Tensor predict(Operators ops, Weights weights) {
        FluxInput in = FluxInput.of(Samples.DEV);
        return new FluxTransformer(Samples.DEV, weights)
                .forward(
                        ops,
                        in.img(),
                        in.imgIds(),
                        in.txt(),
                        in.txtIds(),
                        Tensor.scalar(0.7f),
                        in.y(),
                        Tensor.scalar(3.5f));
    }

    private static Weight merged(Weight matrix, Update update) {
        Weight inner = product(update.inner());
        Weight delta = update.outer().isEmpty() ? inner : kronecker(product(update.outer()), inner);
        float[] sum = matrix.toFloats();
        float[] added = delta.toFloats();
        for (int i = 0; i < added.length; i++) {
            sum[update.from() * matrix.dim(1) + i] += update.scale() * added[i];
        }
        return Weight.of(matrix.shape(), sum);
    }

    private static Weight product(List<Weight> factors) {
        return factors.stream().reduce((a, b) -> product(b, a, 1)).orElseThrow();
    }

    private static Weight kronecker(Weight a, Weight b) {
        int columns = a.dim(1) * b.dim(1);
        float[] large = a.toFloats();
        float[] small = b.toFloats();
        float[] product = new float[a.dim(0) * b.dim(0) * columns];
        for (int i = 0; i < product.length; i++) {
            int row = i / columns;
            int column = i % columns;
            product[i] = large[row / b.dim(0) * a.dim(1) + column / b.dim(1)]
                    * small[row % b.dim(0) * b.dim(1) + column % b.dim(1)];
        }
        return Weight.of(Shape.of(a.dim(0) * b.dim(0), columns), product);
    }

    private static Weight product(Weight a, Weight b, float factor) {
        int inner = a.dim(1);
        int columns = b.dim(1);
        float[] left = a.toFloats();
        float[] right = b.toFloats();
        float[] product = new float[a.dim(0) * columns];
        for (int i = 0; i < product.length; i++) {
            double sum = 0;
            for (int k = 0; k < inner; k++) {
                sum += (double) left[i / columns * inner + k] * right[k * columns + i % columns];
            }
            product[i] = (float) (factor * sum);
        }
        return Weight.of(Shape.of(a.dim(0), columns), product);
    }

    private static Weight transposed(Weight a) {
        float[] elements = a.toFloats();
        float[] transposed = new float[elements.length];
        for (int i = 0; i < elements.length; i++) {
            transposed[i % a.dim(1) * a.dim(0) + i / a.dim(1)] = elements[i];
        }
        return Weight.of(Shape.of(a.dim(1), a.dim(0)), transposed);
    }
}
