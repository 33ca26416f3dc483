package org.flux4j.contract;

import static org.flux4j.contract.Data.tensor;

import java.util.stream.Stream;
import org.flux4j.op.Qkv;
import org.flux4j.op.Tensor;

/** Attention: ragged sizes, biases for all heads and for each, hidden keys, large scores. */
final class AttentionCases {
    private static final Budget BUDGET = new Budget(3e-6, 3e-6);

    private AttentionCases() {}

    static Stream<Case> all() {
        return Stream.of(
                attention(1, 1, 1, 1, 0),
                attention(2, 3, 7, 5, 0),
                attention(3, 7, 3, 8, 3),
                attention(2, 33, 17, 13, 1),
                attention(1, 65, 129, 16, 1),
                attention(2, 129, 207, 64, 2),
                attention(3, 207, 413, 33, 0),
                attention(24, 17, 17, 128, 0),
                scaledBySize(2, 33, 17, 13, 0),
                scaledBySize(3, 7, 65, 16, 3),
                scaledBySize(2, 65, 7, 4, 1),
                Case.of(
                        "attention",
                        "with hidden keys",
                        BUDGET,
                        (ops, x) -> ops.attention(x[0], x[1], x[2], 0.3f, x[3]),
                        tensor(1, 2, 40, 9),
                        tensor(2, 2, 300, 9),
                        tensor(3, 2, 300, 9),
                        hiding(40, 300)),
                Case.of(
                        "attention",
                        "with large scores",
                        new Budget(2e-4, 2e-4),
                        (ops, x) -> ops.attention(x[0], x[1], x[2], 50, null),
                        tensor(1, 2, 40, 16),
                        tensor(2, 2, 300, 16),
                        tensor(3, 2, 300, 16)),
                Case.of(
                        "attention",
                        "of a query that is not a number",
                        BUDGET,
                        (ops, x) -> ops.attention(x[0], x[1], x[2], 1, null),
                        Data.with(tensor(1, 2, 13, 7), 5 * 7 + 3, Float.NaN),
                        tensor(2, 2, 17, 7),
                        tensor(3, 2, 17, 7)));
    }

    /** @param biases how many heads the bias has: 0 for no bias */
    private static Case attention(int heads, int lq, int lk, int d, int biases) {
        return Case.of(
                "attention",
                sizes(heads, lq, lk, d, biases),
                BUDGET,
                (ops, x) -> ops.attention(x[0], x[1], x[2], (float) (1 / Math.sqrt(d)), x.length == 3 ? null : x[3]),
                inputs(heads, lq, lk, d, biases));
    }

    private static Case scaledBySize(int heads, int lq, int lk, int d, int biases) {
        return Case.of(
                "attention",
                sizes(heads, lq, lk, d, biases) + ", scaled by their size",
                BUDGET,
                (ops, x) -> ops.attention(new Qkv(x[0], x[1], x[2]), x.length == 3 ? null : x[3]),
                inputs(heads, lq, lk, d, biases));
    }

    private static String sizes(int heads, int lq, int lk, int d, int biases) {
        return "%d heads, %d queries, %d keys of %d, %d biases".formatted(heads, lq, lk, d, biases);
    }

    private static Tensor[] inputs(int heads, int lq, int lk, int d, int biases) {
        Tensor q = tensor(1, heads, lq, d);
        Tensor k = tensor(2, heads, lk, d);
        Tensor v = tensor(3, heads, lk, d);
        return biases == 0 ? new Tensor[] {q, k, v} : new Tensor[] {q, k, v, tensor(4, biases, lq, lk)};
    }

    /** A causal mask, which also hides the first keys from one query and all keys from another. */
    private static Tensor hiding(int queries, int keys) {
        Tensor bias = tensor(9, 1, queries, keys);
        float[] data = bias.data();
        for (int query = 0; query < queries; query++) {
            for (int key = 0; key < keys; key++) {
                if (key > query + 1 || (query == 7 && key < 5) || query == 11) {
                    data[query * keys + key] = Float.NEGATIVE_INFINITY;
                }
            }
        }
        return bias;
    }
}
