package org.flux4j.contract;

import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;

import java.util.List;
import java.util.stream.Stream;
import org.flux4j.op.LinearTerm;
import org.flux4j.op.Padding;
import org.flux4j.op.Qkv;
import org.flux4j.op.Tensor;

/** Calls with axes of no elements: no tokens, no channels, no pixels. */
final class EmptyCases {
    private EmptyCases() {}

    static Stream<Case> all() {
        return Stream.of(matrices(), norms(), functions(), layouts(), composites())
                .flatMap(cases -> cases);
    }

    private static Stream<Case> matrices() {
        return Stream.of(
                of("linear", (ops, x) -> ops.linear(x[0], weight(2, 5, 3), weight(3, 5)), tensor(1, 0, 3)),
                of("linear", (ops, x) -> ops.linear(x[0], weight(2, 0, 3), null), tensor(1, 4, 3)),
                of("linear", (ops, x) -> ops.linear(x[0], weight(2, 5, 0), weight(3, 5)), tensor(1, 4, 0)),
                of("linearGelu", (ops, x) -> ops.linearGelu(x[0], weight(2, 5, 3), null), tensor(1, 0, 3)),
                of(
                        "linear",
                        (ops, x) -> ops.linear(
                                x[0], weight(2, 5, 0), weight(3, 5), List.of(new LinearTerm(x[1], weight(4, 2, 0), 3))),
                        tensor(1, 4, 0),
                        tensor(2, 4, 0)),
                of(
                        "linearGelu",
                        (ops, x) -> ops.linearGelu(
                                x[0], weight(2, 5, 3), null, List.of(new LinearTerm(x[0], weight(3, 0, 3), 5))),
                        tensor(1, 0, 3)),
                of(
                        "attention",
                        (ops, x) -> ops.attention(x[0], x[1], x[1], 1, null),
                        tensor(1, 2, 0, 4),
                        tensor(2, 2, 3, 4)),
                of(
                        "attention",
                        (ops, x) -> ops.attention(new Qkv(x[0], x[1], x[1]), null),
                        tensor(1, 0, 2, 4),
                        tensor(2, 0, 3, 4)),
                of(
                        "conv2d",
                        (ops, x) -> ops.conv2d(x[0], weight(2, 0, 2, 3, 3), null, 1, Padding.NONE),
                        tensor(1, 2, 5, 5)),
                of(
                        "conv2d",
                        (ops, x) -> ops.conv2d(x[0], weight(2, 4, 0, 3, 3), weight(3, 4), 1, Padding.NONE),
                        tensor(1, 0, 5, 5)));
    }

    private static Stream<Case> norms() {
        return Stream.of(
                of("layerNorm", (ops, x) -> ops.layerNorm(x[0], null, null, 1e-6f), tensor(1, 0, 3)),
                of("layerNorm", (ops, x) -> ops.layerNorm(x[0], null, null, 1e-6f), tensor(1, 3, 0)),
                of("rmsNorm", (ops, x) -> ops.rmsNorm(x[0], weight(2, 3), 1e-6f), tensor(1, 2, 0, 3)),
                of(
                        "groupNorm",
                        (ops, x) -> ops.groupNorm(x[0], weight(2, 4), weight(3, 4), 2, 1e-6f),
                        tensor(1, 4, 0, 3)),
                of(
                        "groupNormSilu",
                        (ops, x) -> ops.groupNormSilu(x[0], weight(2, 4), weight(3, 4), 2, 1e-6f),
                        tensor(1, 4, 3, 0)),
                of(
                        "groupNormSiluConv2d",
                        (ops, x) -> ops.groupNormSiluConv2d(
                                x[0], weight(2, 4), weight(3, 4), 2, 1e-6f, weight(4, 0, 4, 1, 1), null, Padding.NONE),
                        tensor(1, 4, 3, 5)));
    }

    private static Stream<Case> functions() {
        return Stream.of(
                of("silu", (ops, x) -> ops.silu(x[0]), tensor(1, 0)),
                of("geluTanh", (ops, x) -> ops.geluTanh(x[0]), tensor(1, 0, 3)),
                of("geluErf", (ops, x) -> ops.geluErf(x[0]), tensor(1, 3, 0)),
                of("quickGelu", (ops, x) -> ops.quickGelu(x[0]), tensor(1, 0)),
                of("softmax", (ops, x) -> ops.softmax(x[0]), tensor(1, 0, 3)),
                of("softmax", (ops, x) -> ops.softmax(x[0]), tensor(1, 3, 0)),
                of("timestepEmbedding", (ops, x) -> ops.timestepEmbedding(x[0], 8, 10_000, 1000), tensor(1, 0)),
                of("rope", (ops, x) -> ops.rope(x[0], new int[] {2, 4}, 10_000), tensor(1, 0, 2)),
                of("applyRope", (ops, x) -> ops.applyRope(x[0], x[1]), tensor(1, 2, 0, 4), tensor(2, 0, 2, 2, 2)),
                of("add", (ops, x) -> ops.add(x[0], x[1]), tensor(1, 0, 3), tensor(2, 3)),
                of("add", (ops, x) -> ops.add(x[0], x[1]), tensor(1, 0, 3), tensor(2, 1)),
                of("multiply", (ops, x) -> ops.multiply(x[0], x[1]), tensor(1, 0, 3), tensor(2, 0, 3)),
                of("multiply", (ops, x) -> ops.multiply(x[0], x[1]), tensor(1, 3, 0), tensor(2, 0)),
                of("affine", (ops, x) -> ops.affine(x[0], 2, 1), tensor(1, 0)));
    }

    private static Stream<Case> layouts() {
        return Stream.of(
                of("embedding", (ops, x) -> ops.embedding(new int[0], weight(1, 4, 3))),
                of("concat", (ops, x) -> ops.concat(x[0], x[0], 0), tensor(1, 0, 3)),
                of("concat", (ops, x) -> ops.concat(x[0], x[1], 0), tensor(1, 4, 3), tensor(2, 0, 3)),
                of("concat", (ops, x) -> ops.concat(x[0], x[1], 1), tensor(1, 3, 0), tensor(2, 3, 2)),
                of("slice", (ops, x) -> ops.slice(x[0], 0, 2, 2), tensor(1, 4, 3)),
                of("slice", (ops, x) -> ops.slice(x[0], 1, 1, 2), tensor(1, 0, 3)),
                Case.ofMany("split", "", Budget.EXACT, (ops, x) -> ops.split(x[0], 1, 0, 3, 0), tensor(1, 2, 3)),
                of("transpose", (ops, x) -> ops.transpose(x[0]), tensor(1, 0, 3)),
                of("splitHeads", (ops, x) -> ops.splitHeads(x[0], 2), tensor(1, 0, 6)),
                of("upsampleNearest", (ops, x) -> ops.upsampleNearest(x[0], 2), tensor(1, 2, 0, 3)),
                of("pack", (ops, x) -> ops.pack(x[0]), tensor(1, 3, 0, 4)),
                of("unpack", (ops, x) -> ops.unpack(x[0], 0, 5), tensor(1, 0, 12)));
    }

    private static Stream<Case> composites() {
        return Stream.of(
                of("modulate", (ops, x) -> ops.modulate(x[0], x[1], x[1], 1e-6f), tensor(1, 0, 3), tensor(2, 3)),
                of("gatedAdd", (ops, x) -> ops.gatedAdd(x[0], x[1], x[0]), tensor(1, 0, 3), tensor(2, 3)),
                Case.ofMany(
                        "splitQkv",
                        "",
                        Budget.EXACT,
                        (ops, x) -> {
                            Qkv qkv = ops.splitQkv(x[0], 2, weight(2, 4), weight(3, 4), x[1], 1e-6f);
                            return List.of(qkv.q(), qkv.k(), qkv.v());
                        },
                        tensor(1, 0, 24),
                        tensor(4, 0, 2, 2, 2)));
    }

    private static Case of(String operator, Case.Call call, Tensor... inputs) {
        return Case.of(operator, Stream.of(inputs).map(Tensor::shape).toList().toString(), Budget.EXACT, call, inputs);
    }
}
