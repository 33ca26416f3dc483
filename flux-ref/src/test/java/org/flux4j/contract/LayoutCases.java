package org.flux4j.contract;

import static org.flux4j.contract.Data.extremes;
import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.op.DType;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** Operators that move elements and leave their bits as they are. */
final class LayoutCases {
    private LayoutCases() {}

    static Stream<Case> all() {
        return Stream.of(
                        IntStream.of(Data.RAGGED).boxed().flatMap(LayoutCases::ragged),
                        joined(),
                        cut(),
                        moved(),
                        embedded())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> ragged(int n) {
        return Stream.of(
                concat(1, tensor(1, 5, n), tensor(2, 5, 3)),
                slice(tensor(1, 3, n + 4), -1, 2, n + 2),
                split(tensor(1, 5, 2 * n + 1), -1, n, 1, n),
                transpose(tensor(1, n, 13)),
                splitHeads(tensor(1, 7, 3 * n), 3),
                upsample(tensor(1, 2, 3, n), 2),
                pack(tensor(1, 3, 4, 2 * n)),
                unpack(tensor(1, 2 * n, 12), 2, n));
    }

    private static Stream<Case> joined() {
        return Stream.of(
                concat(0, tensor(1, 5, 7, 3), tensor(2, 2, 7, 3)),
                concat(1, tensor(1, 5, 7, 3), tensor(2, 5, 1, 3)),
                concat(-1, tensor(1, 999, 7), tensor(2, 999, 70)),
                concat(0, extremes(3, 13), extremes(2, 13)));
    }

    private static Stream<Case> cut() {
        return Stream.of(
                slice(tensor(1, 5, 7, 3), 0, 1, 3),
                slice(tensor(1, 5, 7, 3), 1, 2, 7),
                slice(tensor(1, 999, 70), -1, 13, 46),
                slice(tensor(1, 5, 7), 0, 0, 5),
                slice(extremes(3, 39), 1, 1, 38),
                split(tensor(1, 12, 7), 0, 3, 1, 8),
                split(tensor(1, 5, 7, 3), 1, 2, 5),
                split(tensor(1, 999, 70), 1, 13, 33, 24),
                split(tensor(1, 5, 7), 1, 7),
                split(extremes(3, 39), 1, 20, 19));
    }

    private static Stream<Case> moved() {
        return Stream.of(
                transpose(tensor(1, 207, 33)),
                transpose(tensor(1, 3, 40_000)),
                transpose(extremes(13, 5)),
                splitHeads(tensor(1, 129, 65), 5),
                splitHeads(tensor(1, 33, 7), 1),
                splitHeads(extremes(7, 26), 2),
                upsample(tensor(1, 3, 17, 33), 3),
                upsample(tensor(1, 3, 5, 7), 1),
                upsample(extremes(1, 3, 13), 2),
                pack(tensor(1, 16, 66, 34)),
                pack(extremes(2, 2, 26)),
                unpack(tensor(1, 33 * 17, 64), 33, 17),
                unpack(extremes(13, 8), 1, 13));
    }

    private static Stream<Case> embedded() {
        Weight plain = weight(1, 4, 7);
        Weight half = weight(DType.BF16, 1, 207, 65);
        Weight extreme = weight(extremes(3, 13));
        Weight joined = Weight.join(weight(1, 2, 7), weight(DType.F16, 2, 3, 7));
        return Stream.of(
                embedding("of [4, 7]", plain, 3, 0, 3),
                embedding("of halves", half, 206, 0, 13, 13, 1, 205),
                embedding("of extremes", extreme, 2, 0, 1),
                embedding("of parts", joined, 4, 1, 2, 0));
    }

    private static Case concat(int axis, Tensor a, Tensor b) {
        return Case.of(
                "concat",
                "%s and %s along %d".formatted(a.shape(), b.shape(), axis),
                Budget.EXACT,
                (ops, x) -> ops.concat(x[0], x[1], axis),
                a,
                b);
    }

    private static Case slice(Tensor input, int axis, int from, int to) {
        return Case.of(
                "slice",
                "%s along %d from %d to %d".formatted(input.shape(), axis, from, to),
                Budget.EXACT,
                (ops, x) -> ops.slice(x[0], axis, from, to),
                input);
    }

    private static Case split(Tensor input, int axis, int... sizes) {
        return Case.ofMany(
                "split",
                "%s along %d into %s"
                        .formatted(
                                input.shape(), axis, IntStream.of(sizes).boxed().toList()),
                Budget.EXACT,
                (ops, x) -> ops.split(x[0], axis, sizes),
                input);
    }

    private static Case transpose(Tensor input) {
        return Case.of("transpose", input.shape().toString(), Budget.EXACT, (ops, x) -> ops.transpose(x[0]), input);
    }

    private static Case splitHeads(Tensor input, int heads) {
        return Case.of(
                "splitHeads",
                "%s into %d".formatted(input.shape(), heads),
                Budget.EXACT,
                (ops, x) -> ops.splitHeads(x[0], heads),
                input);
    }

    private static Case upsample(Tensor input, int factor) {
        return Case.of(
                "upsampleNearest",
                "%s by %d".formatted(input.shape(), factor),
                Budget.EXACT,
                (ops, x) -> ops.upsampleNearest(x[0], factor),
                input);
    }

    private static Case pack(Tensor input) {
        return Case.of("pack", input.shape().toString(), Budget.EXACT, (ops, x) -> ops.pack(x[0]), input);
    }

    private static Case unpack(Tensor input, int rows, int columns) {
        return Case.of(
                "unpack",
                "%s to %d × %d".formatted(input.shape(), rows, columns),
                Budget.EXACT,
                (ops, x) -> ops.unpack(x[0], rows, columns),
                input);
    }

    private static Case embedding(String what, Weight table, int... ids) {
        return Case.of("embedding", what, Budget.EXACT, (ops, x) -> ops.embedding(ids, table));
    }
}
