package org.flux4j.contract;

import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.op.DType;
import org.flux4j.op.LinearTerm;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** Linear layers, alone and with GELU: ragged sizes, every type of weights, rows that must not touch each other. */
final class LinearCases {
    private LinearCases() {}

    static Stream<Case> all() {
        return Stream.of(ragged(), types(), scaled(), others(), withGelu(), withTerms())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> ragged() {
        int[] sizes = Data.RAGGED;
        return IntStream.range(0, sizes.length)
                .boxed()
                .flatMap(i -> Stream.of(
                        linear(sizes[i], sizes[(i + 4) % sizes.length], sizes[(i + 7) % sizes.length], DType.F32),
                        linear(sizes[i], 700, 5, DType.BF16)));
    }

    private static Stream<Case> types() {
        return Arrays.stream(DType.values())
                .flatMap(dtype -> dtype.weightsPerBlock() == 1
                        ? Stream.of(linear(2, 77, 19, dtype), linear(40, 531, 101, dtype))
                        : blocks(dtype));
    }

    /** Rows of whole blocks, of which the longer ones are no multiple of what is read at once. */
    private static Stream<Case> blocks(DType dtype) {
        int block = dtype.weightsPerBlock();
        return Stream.of(linear(2, block, block, dtype), linear(40, 512 + block, 2 * block, dtype));
    }

    /** One scale for all weights, and one for each output. */
    private static Stream<Case> scaled() {
        Weight w = weight(DType.F8_E4M3, 2, 19, 77);
        Weight rows = Weight.join(w.scaled(0.37f), w.scaled(Data.tensor(4, 19).data()))
                .slice(3, 30);
        return IntStream.of(2, 40)
                .mapToObj(tokens -> Case.of(
                        "linear",
                        tokens + " × 77 to 27, scaled",
                        Budget.sums(77),
                        (ops, x) -> ops.linear(x[0], rows, null),
                        tensor(1, tokens, 77)));
    }

    private static Stream<Case> others() {
        Weight joined = Weight.join(weight(2, 17, 65), weight(DType.BF16, 3, 12, 65));
        Weight w = weight(2, 17, 65);
        Weight bias = weight(3, 17);
        return Stream.of(
                linear(1000, 19, 13, DType.F32),
                linear(207, 65, 700, DType.BF16),
                Case.of(
                        "linear",
                        "without bias",
                        Budget.sums(65),
                        (ops, x) -> ops.linear(x[0], w, null),
                        tensor(1, 33, 65)),
                Case.of(
                        "linear",
                        "of parts",
                        Budget.sums(65),
                        (ops, x) -> ops.linear(x[0], joined, null),
                        tensor(1, 33, 65)),
                Case.of(
                        "linear",
                        "of rows with extremes",
                        Budget.sums(65),
                        (ops, x) -> ops.linear(x[0], w, bias),
                        rowsWithExtremes()));
    }

    private static Stream<Case> withGelu() {
        Weight w = weight(2, 17, 65);
        Weight many = weight(DType.BF16, 2, 700, 65);
        return Stream.concat(
                IntStream.of(Data.RAGGED).mapToObj(LinearCases::linearGelu),
                Stream.of(
                        Case.of(
                                "linearGelu",
                                "of rows with extremes",
                                Budget.sums(65),
                                (ops, x) -> ops.linearGelu(x[0], w, null),
                                rowsWithExtremes()),
                        Case.of(
                                "linearGelu",
                                "207 × 65 to 700 without bias",
                                Budget.sums(65),
                                (ops, x) -> ops.linearGelu(x[0], many, null),
                                tensor(1, 207, 65))));
    }

    /** Terms of all outputs, of some, and of some others; for a few tokens and for many, in one task and in several. */
    private static Stream<Case> withTerms() {
        return Stream.of(1, 5, 33, 207).flatMap(l -> {
            Weight w = weight(DType.BF16, 2, 207, 65);
            Weight bias = weight(3, 207);
            Weight all = weight(4, 207, 3);
            Weight some = weight(DType.BF16, 5, 100, 17);
            Tensor x = tensor(1, l, 65);
            Tensor h = tensor(2, l, 3);
            Tensor wide = tensor(3, l, 17);
            return Stream.of(
                    Case.of(
                            "linear",
                            l + " × 65 to 207 with terms",
                            Budget.sums(65 + 3 + 17 + 17),
                            (ops, in) -> ops.linear(in[0], w, bias, terms(in, all, some)),
                            x,
                            h,
                            wide),
                    Case.of(
                            "linearGelu",
                            l + " × 65 to 207 with terms",
                            Budget.sums(65 + 3 + 17 + 17),
                            (ops, in) -> ops.linearGelu(in[0], w, bias, terms(in, all, some)),
                            x,
                            h,
                            wide));
        });
    }

    private static List<LinearTerm> terms(Tensor[] in, Weight all, Weight some) {
        return List.of(new LinearTerm(in[1], all, 0), new LinearTerm(in[2], some, 90), new LinearTerm(in[2], some, 0));
    }

    private static Case linear(int l, int k, int n, DType dtype) {
        Weight w = weight(dtype, 2, n, k);
        Weight bias = weight(dtype, 3, n);
        return Case.of(
                "linear",
                "%d × %d to %d, %s".formatted(l, k, n, dtype),
                Budget.sums(k),
                (ops, x) -> ops.linear(x[0], w, bias),
                tensor(1, l, k));
    }

    private static Case linearGelu(int k) {
        Weight w = weight(2, 17, k);
        Weight bias = weight(3, 17);
        return Case.of(
                "linearGelu",
                "33 × %d to 17".formatted(k),
                Budget.sums(k),
                (ops, x) -> ops.linearGelu(x[0], w, bias),
                tensor(1, 33, k));
    }

    /** Rows with NaN, with an infinity, with a number that overflows, of zeros and of denormal numbers, between others. */
    private static Tensor rowsWithExtremes() {
        Tensor x = tensor(1, 9, 65);
        Data.with(x, 65 + 7, Float.NaN);
        Data.with(x, 3 * 65 + 64, Float.POSITIVE_INFINITY);
        Data.with(x, 4 * 65, Float.NEGATIVE_INFINITY);
        Data.with(x, 5 * 65, new float[65]);
        float[] denormal = new float[65];
        Arrays.fill(denormal, -1e-40f);
        return Data.with(x, 7 * 65, denormal);
    }
}
