package org.flux4j.vector.gradient;

import java.util.Arrays;
import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.AddScaledRow;
import org.flux4j.vector.row.ColumnSums;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.tile.Product;
import org.flux4j.vector.tile.Transposition;

/**
 * The gradients of a linear layer, derived in {@code org.flux4j.ref.LinearGradient}: dx = dy · weight, dWeight = dyᵀ · x
 * and dBias = Σ_l dy[l]. The lanes of both products are along K, so that dy alone is transposed.
 */
final class LinearGradient {
    private LinearGradient() {}

    static Tensor apply(Tensor dy, Weight weight, Engine engine) {
        int l = dy.dim(0);
        int k = weight.dim(1);
        int n = weight.dim(0);
        Shape x = Shape.of(l, k);
        Shapes.gradient("linear", dy.shape(), Shapes.linear(x, weight, null));
        Tensor dx = engine.tensor(x);
        engine.overElements(dx, (from, to) -> Arrays.fill(dx.data(), from, to, 0));
        if (l == 1) {
            addRows(dy, weight, dx, engine);
        } else {
            new Product(dy.storage(), n, l, n, k, dx.storage())
                    .add((from, to, count) -> Widen.read(weight, from, to, 0, count), engine);
        }
        return dx;
    }

    /** Adds the rows of the weight to the only row of dx, each times its element of dy: nothing is read twice. */
    private static void addRows(Tensor dy, Weight weight, Tensor dx, Engine engine) {
        int k = weight.dim(1);
        int columns = Math.max(1, Math.ceilDiv(k, engine.threads()));
        engine.run(Math.ceilDiv(k, columns), scratch -> {
            float[] row = scratch.floats(columns);
            return task -> {
                int from = task * columns;
                int count = Math.min(columns, k - from);
                for (int n = 0; n < weight.dim(0); n++) {
                    Widen.read(weight, (long) n * k + from, row, 0, count);
                    AddScaledRow.apply(row, 0, dy.data()[n], dx.data(), from, count);
                }
            };
        });
    }

    static void add(Tensor dy, Tensor x, float[] dWeight, float[] dBias, Engine engine) {
        int l = x.dim(0);
        int k = x.dim(1);
        int n = dy.dim(1);
        Shapes.gradient("linear", dy.shape(), Shape.of(l, n));
        if (dWeight != null) {
            float[] transposed = engine.borrow(n * l);
            engine.over(
                    n,
                    Engine.grain(l),
                    (from, to) -> Transposition.apply(dy.data(), from, n, l, to - from, transposed, from * l, l));
            new Product(() -> transposed, l, n, l, k, () -> dWeight)
                    .add((from, to, count) -> System.arraycopy(x.data(), from, to, 0, count), engine);
            engine.release(transposed);
        }
        if (dBias != null) {
            ColumnSums.add(dy, () -> dBias, engine);
        }
    }
}
