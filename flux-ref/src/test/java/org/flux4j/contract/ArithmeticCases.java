package org.flux4j.contract;

import static org.flux4j.contract.Data.tensor;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.op.Tensor;

/** Sums and products: of the same shape, row by row, with one number, at ragged sizes and at extremes. */
final class ArithmeticCases {
    private ArithmeticCases() {}

    static Stream<Case> all() {
        return Stream.concat(
                IntStream.of(Data.RAGGED).boxed().flatMap(ArithmeticCases::ragged),
                Stream.of(
                                both("scalars", tensor(1), tensor(2)),
                                both("a scalar and [1]", tensor(1), tensor(2, 1)),
                                both("[1] and [1]", tensor(1, 1), tensor(2, 1)),
                                both("extremes and their reverse", Data.extremes(13, 13), reversedExtremes()),
                                both("rows of extremes", Data.extremes(5, 13), Data.with(tensor(2, 13), 3, 0, -0f)),
                                both("extremes and [1]", Data.extremes(39), tensor(2, 1)),
                                both("extremes and NaN", Data.extremes(13), Tensor.scalar(Float.NaN)),
                                both("many", tensor(1, 300, 207), tensor(2, 300, 207)),
                                both("many rows", tensor(1, 300, 207), tensor(2, 207)),
                                both("many and [1]", tensor(1, 300, 207), tensor(2, 1)),
                                gatedAdd(300, 129))
                        .flatMap(List::stream));
    }

    private static Stream<Case> ragged(int c) {
        return Stream.of(
                        both("7 × " + c, tensor(1, 7, c), tensor(2, 7, c)),
                        both("rows of " + c, tensor(1, 3, 2, c), tensor(2, c)),
                        both("[%d] and [%1$d]".formatted(c), tensor(1, c), tensor(2, c)),
                        both("3 × %d and [1]".formatted(c), tensor(1, 3, c), tensor(2, 1)),
                        gatedAdd(7, c))
                .flatMap(List::stream);
    }

    private static List<Case> both(String what, Tensor a, Tensor b) {
        return List.of(
                Case.of("add", what, Budget.EXACT, (ops, x) -> ops.add(x[0], x[1]), a, b),
                Case.of("multiply", what, Budget.EXACT, (ops, x) -> ops.multiply(x[0], x[1]), a, b));
    }

    private static List<Case> gatedAdd(int rows, int c) {
        return List.of(Case.of(
                "gatedAdd",
                "%d × %d".formatted(rows, c),
                Budget.NORM,
                (ops, x) -> ops.gatedAdd(x[0], x[1], x[2]),
                tensor(1, rows, c),
                tensor(2, c),
                tensor(3, rows, c)));
    }

    /** Against {@link Data#extremes}, every extreme meets every other. */
    private static Tensor reversedExtremes() {
        float[] forwards = Data.extremes(13).data();
        Tensor tensor = Tensor.zeros(13, 13);
        float[] data = tensor.data();
        for (int i = 0; i < data.length; i++) {
            data[i] = forwards[(i / 13 + i) % 13];
        }
        return tensor;
    }
}
