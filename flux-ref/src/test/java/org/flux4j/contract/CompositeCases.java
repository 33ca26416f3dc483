package org.flux4j.contract;

import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.op.Qkv;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** Queries, keys and values from their joined projection; other composites stand beside what they are made of. */
final class CompositeCases {
    private CompositeCases() {}

    static Stream<Case> all() {
        return Stream.concat(
                IntStream.of(Data.RAGGED).mapToObj(tokens -> splitQkv("of " + tokens + " tokens", tokens, 3, 38)),
                Stream.of(
                        splitQkv("of one head", 13, 1, 6),
                        splitQkv("of many", 129, 8, 64),
                        splitQkv(
                                "with a token that is not a number",
                                Data.with(tensor(1, 5, 3 * 2 * 6), 2 * 36 + 7, Float.NaN),
                                2,
                                6)));
    }

    private static Case splitQkv(String what, int tokens, int heads, int d) {
        return splitQkv(what, tensor(1, tokens, 3 * heads * d), heads, d);
    }

    private static Case splitQkv(String what, Tensor joined, int heads, int d) {
        Weight queryScale = weight(2, d);
        Weight keyScale = weight(3, d);
        return Case.ofMany(
                "splitQkv",
                what,
                Budget.NORM,
                (ops, x) -> {
                    Qkv qkv = ops.splitQkv(x[0], heads, queryScale, keyScale, x[1], 1e-6f);
                    return List.of(qkv.q(), qkv.k(), qkv.v());
                },
                joined,
                tensor(4, joined.dim(0), d / 2, 2, 2));
    }
}
