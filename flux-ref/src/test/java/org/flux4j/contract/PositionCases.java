package org.flux4j.contract;

import static org.flux4j.contract.Data.tensor;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/** Timesteps and positions: odd sizes, positions far out, rotations and other matrices. */
final class PositionCases {
    private PositionCases() {}

    static Stream<Case> all() {
        Tensor ids = Tensor.of(Shape.of(4, 2), 0, 1, 5, 7, 100, 3, 1e6f, -2);
        return Stream.concat(
                IntStream.of(Data.RAGGED).boxed().flatMap(PositionCases::ragged),
                Stream.of(
                        timestepEmbedding(Tensor.of(Shape.of(6), 0, 1, -0.5f, 1e-40f, 1e6f, Float.NaN), 256),
                        rope(ids, 6, 12),
                        rope(ids, 2, 0),
                        applyRope(
                                "NaN at one position",
                                Data.with(tensor(1, 2, 5, 14), 20, Float.NaN),
                                tensor(2, 5, 7, 2, 2)),
                        applyRope("many", tensor(1, 24, 65, 128), tensor(2, 65, 64, 2, 2))));
    }

    private static Stream<Case> ragged(int n) {
        return Stream.of(
                timestepEmbedding(tensor(1, n), 33),
                timestepEmbedding(tensor(1, 3), n),
                rope(tensor(1, n, 3), 4, 14, 14),
                applyRope("2 × %d × 18".formatted(n), tensor(1, 2, n, 18), tensor(2, n, 9, 2, 2)),
                applyRope("3 × 5 × " + 2 * n, tensor(1, 3, 5, 2 * n), tensor(2, 5, n, 2, 2)));
    }

    private static Case timestepEmbedding(Tensor t, int dim) {
        return Case.of(
                "timestepEmbedding",
                "%s from %s to %d".formatted(t.shape(), t.data()[0], dim),
                Budget.EXACT,
                (ops, x) -> ops.timestepEmbedding(x[0], dim, 10_000, 1000),
                t);
    }

    private static Case rope(Tensor ids, int... axesDim) {
        return Case.of(
                "rope",
                "%s to %s".formatted(ids.shape(), IntStream.of(axesDim).boxed().toList()),
                Budget.EXACT,
                (ops, x) -> ops.rope(x[0], axesDim, 10_000),
                ids);
    }

    private static Case applyRope(String what, Tensor x, Tensor pe) {
        return Case.of("applyRope", what, Budget.NORM, (ops, in) -> ops.applyRope(in[0], in[1]), x, pe);
    }
}
