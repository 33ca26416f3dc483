package org.flux4j.contract;

import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** Norms, alone and with what follows them: ragged rows, rows far from zero, rows and groups with extremes. */
final class NormCases {
    private static final float EPS = 1e-6f;

    private NormCases() {}

    static Stream<Case> all() {
        return Stream.of(
                        IntStream.of(Data.RAGGED).boxed().flatMap(c -> rows(5, c)),
                        rows(300, 129),
                        IntStream.of(Data.RAGGED).boxed().flatMap(width -> groups(6, 3, width, 2)),
                        groups(12, 7, 13, 4),
                        groups(6, 1, 1, 2),
                        groups(4, 65, 67, 2),
                        others())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> rows(int rows, int c) {
        Weight weight = weight(2, c);
        Weight bias = weight(3, c);
        String of = "%d × %d".formatted(rows, c);
        return Stream.of(
                Case.of(
                        "layerNorm",
                        of,
                        Budget.NORM,
                        (ops, x) -> ops.layerNorm(x[0], weight, bias, EPS),
                        tensor(1, rows, c)),
                Case.of(
                        "layerNorm",
                        of + " without weights",
                        Budget.NORM,
                        (ops, x) -> ops.layerNorm(x[0], null, null, EPS),
                        tensor(1, rows, c)),
                Case.of(
                        "rmsNorm",
                        of + " × 2",
                        Budget.NORM,
                        (ops, x) -> ops.rmsNorm(x[0], weight, EPS),
                        tensor(1, 2, rows, c)),
                Case.of(
                        "modulate",
                        of,
                        Budget.NORM,
                        (ops, x) -> ops.modulate(x[0], x[1], x[2], EPS),
                        tensor(1, rows, c),
                        tensor(2, c),
                        tensor(3, c)));
    }

    private static Stream<Case> groups(int c, int h, int w, int groups) {
        Weight weight = weight(2, c);
        Weight bias = weight(3, c);
        String of = "%d × %d × %d in %d groups".formatted(c, h, w, groups);
        return Stream.of(
                Case.of(
                        "groupNorm",
                        of,
                        Budget.NORM,
                        (ops, x) -> ops.groupNorm(x[0], weight, bias, groups, EPS),
                        tensor(1, c, h, w)),
                Case.of(
                        "groupNormSilu",
                        of,
                        Budget.NORM,
                        (ops, x) -> ops.groupNormSilu(x[0], weight, bias, groups, EPS),
                        tensor(1, c, h, w)));
    }

    private static Stream<Case> others() {
        Weight four = weight(2, 4);
        Weight fourMore = weight(3, 4);
        Weight gain = weight(2, 65);
        Tensor farApart = far(tensor(1, 2, 65, 67), 0, 1);
        Data.with(farApart, 65 * 67, far(tensor(2, 65, 67), 50, 0.01f).data());
        return Stream.of(
                Case.of(
                        "layerNorm",
                        "far from zero",
                        Budget.FAR_FROM_ZERO,
                        (ops, x) -> ops.layerNorm(x[0], null, null, EPS),
                        far(tensor(1, 3, 5000), 100, 1)),
                Case.of(
                        "groupNorm",
                        "far from zero",
                        Budget.FAR_FROM_ZERO,
                        (ops, x) -> ops.groupNorm(x[0], four, fourMore, 2, EPS),
                        far(tensor(1, 4, 65, 67), 100, 1)),
                Case.of(
                        "groupNorm",
                        "of channels far from each other",
                        Budget.FAR_FROM_ZERO,
                        (ops, x) -> ops.groupNorm(x[0], weight(3, 2), weight(4, 2), 1, EPS),
                        farApart),
                Case.of(
                        "layerNorm",
                        "of rows with extremes",
                        Budget.NORM,
                        (ops, x) -> ops.layerNorm(x[0], gain, gain, EPS),
                        rowsWithExtremes()),
                Case.of(
                        "rmsNorm",
                        "of rows with extremes",
                        Budget.NORM,
                        (ops, x) -> ops.rmsNorm(x[0], gain, EPS),
                        rowsWithExtremes()),
                Case.of(
                        "modulate",
                        "of rows with extremes",
                        Budget.NORM,
                        (ops, x) -> ops.modulate(x[0], x[1], x[2], EPS),
                        rowsWithExtremes(),
                        tensor(2, 65),
                        tensor(3, 65)),
                Case.of(
                        "groupNorm",
                        "with a group that is not a number",
                        Budget.NORM,
                        (ops, x) -> ops.groupNorm(x[0], four, fourMore, 2, EPS),
                        Data.with(tensor(1, 4, 7, 13), 100, Float.NaN)),
                Case.of(
                        "groupNormSilu",
                        "with a group that is not a number",
                        Budget.NORM,
                        (ops, x) -> ops.groupNormSilu(x[0], four, fourMore, 2, EPS),
                        Data.with(tensor(1, 4, 7, 13), 200, Float.NaN)));
    }

    private static Tensor far(Tensor tensor, float center, float size) {
        float[] data = tensor.data();
        for (int i = 0; i < data.length; i++) {
            data[i] = center + size * data[i];
        }
        return tensor;
    }

    /** Rows with NaN, with an infinity, of zeros, of large numbers and of denormal ones, between others. */
    private static Tensor rowsWithExtremes() {
        Tensor x = tensor(1, 9, 65);
        Data.with(x, 65 + 7, Float.NaN);
        Data.with(x, 3 * 65 + 64, Float.NEGATIVE_INFINITY);
        Data.with(x, 4 * 65, new float[65]);
        Data.with(x, 6 * 65, far(tensor(2, 65), 0, 1e17f).data());
        float[] denormal = new float[65];
        Arrays.fill(denormal, -1e-40f);
        return Data.with(x, 7 * 65, denormal);
    }
}
