package org.flux4j.contract;

import static org.flux4j.contract.Data.tensor;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/** Functions of single elements, and softmax: over their whole range, at ragged sizes, at extremes. */
final class FunctionCases {
    private FunctionCases() {}

    static Stream<Case> all() {
        Stream<Tensor> inputs = Stream.concat(
                IntStream.of(Data.RAGGED).mapToObj(n -> tensor(1, n)),
                Stream.of(wholeRange(), tensor(1, 17, 3), Data.extremes(13), Data.extremes(39)));
        return Stream.concat(inputs.flatMap(FunctionCases::functions), softmaxes());
    }

    private static Stream<Case> functions(Tensor input) {
        String of = "of " + input.shape() + " from " + input.data()[0];
        return Stream.of(
                Case.of("silu", of, Budget.FUNCTION, (ops, x) -> ops.silu(x[0]), input),
                Case.of("geluTanh", of, Budget.FUNCTION, (ops, x) -> ops.geluTanh(x[0]), input),
                Case.of("geluErf", of, Budget.FUNCTION, (ops, x) -> ops.geluErf(x[0]), input),
                Case.of("quickGelu", of, Budget.FUNCTION, (ops, x) -> ops.quickGelu(x[0]), input),
                Case.of("affine", of, Budget.FUNCTION, (ops, x) -> ops.affine(x[0], -2.5f, 0.75f), input));
    }

    private static Tensor wholeRange() {
        float[] data = new float[40_001];
        for (int i = 0; i < data.length; i++) {
            data[i] = (i - 20_000) / 200f;
        }
        return Tensor.of(Shape.of(data.length), data);
    }

    private static Stream<Case> softmaxes() {
        float inf = Float.POSITIVE_INFINITY;
        Tensor extremes = tensor(1, 7, 13);
        Data.with(extremes, 0, -inf, -inf, -inf);
        Data.with(extremes, 13, Data.filled(Shape.of(13), -inf).data());
        Data.with(extremes, 2 * 13 + 5, Float.NaN);
        Data.with(extremes, 3 * 13 + 12, inf);
        Data.with(extremes, 4 * 13, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE);
        Data.with(extremes, 5 * 13, 88.8f, -88.8f, -200, 1e-40f);
        return Stream.concat(
                IntStream.of(Data.RAGGED).mapToObj(n -> softmax("3 × " + n, tensor(1, 3, n))),
                Stream.of(
                        softmax("300 × 129", tensor(1, 300, 129)),
                        softmax("2 × 3 × 7", tensor(1, 2, 3, 7)),
                        softmax("a row", tensor(1, 17)),
                        softmax("of rows with extremes", extremes)));
    }

    private static Case softmax(String what, Tensor input) {
        return Case.of("softmax", what, Budget.FUNCTION, (ops, x) -> ops.softmax(x[0]), input);
    }
}
