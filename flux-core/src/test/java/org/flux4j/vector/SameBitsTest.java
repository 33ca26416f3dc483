package org.flux4j.vector;

import static org.flux4j.vector.Data.tensor;
import static org.flux4j.vector.Data.weight;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flux4j.op.DType;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Threads share outputs, never sums: however many there are, the bits are the same. Where no sum crosses lanes, they are
 * the same at every lane width too.
 */
class SameBitsTest {
    private static final Tensor X = tensor(1, 207, 65);
    private static final Tensor MAP = tensor(1, 65, 17, 13);

    @ParameterizedTest
    @MethodSource({"withinLanes", "acrossLanes"})
    void forAnyNumberOfThreads(Function<Operators, Tensor> call) {
        Tensor want = call.apply(new VectorProvider().create(1));
        for (int threads : new int[] {2, 3, 7}) {
            Budget.EXACT.check(threads + " threads", call.apply(new VectorProvider().create(threads)), want);
        }
    }

    @ParameterizedTest
    @MethodSource("withinLanes")
    void atAnyWidth(Function<Operators, Tensor> call) {
        Map<String, Operators> machines = Machines.all();
        Tensor want = call.apply(machines.values().iterator().next());
        machines.forEach((name, ops) -> Budget.EXACT.check(name, call.apply(ops), want));
    }

    static Stream<Function<Operators, Tensor>> withinLanes() {
        Weight many = weight(DType.BF16, 2, 700, 65);
        Weight kernel = weight(3, 103, 65, 3, 3);
        Tensor heads = tensor(4, 3, 207, 33);
        return Stream.of(
                ops -> ops.linear(X, many, null),
                ops -> ops.linearGelu(X, many, null),
                ops -> ops.attention(heads, heads, heads, 0.2f, null),
                ops -> ops.conv2d(MAP, kernel, null, 1, Padding.same(1)),
                ops -> ops.conv2d(MAP, kernel, null, 2, Padding.same(1)),
                ops -> ops.silu(X),
                ops -> ops.geluErf(X),
                ops -> ops.affine(X, 3, -1));
    }

    static Stream<Function<Operators, Tensor>> acrossLanes() {
        Weight gain = weight(2, 65);
        Weight rows = weight(3, 700, 65);
        Weight kernel = weight(4, 13, 65, 3, 3);
        Tensor few = tensor(4, 3, 65);
        return Stream.of(
                ops -> ops.linear(few, rows, null),
                ops -> ops.layerNorm(X, gain, gain, 1e-6f),
                ops -> ops.rmsNorm(X, gain, 1e-6f),
                ops -> ops.groupNormSilu(MAP, gain, gain, 5, 1e-6f),
                ops -> ops.groupNormSiluConv2d(MAP, gain, gain, 5, 1e-6f, kernel, null, Padding.same(1)),
                ops -> ops.softmax(X));
    }
}
