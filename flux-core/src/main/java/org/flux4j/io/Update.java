package org.flux4j.io;

import java.util.List;
import org.flux4j.op.Shape;
import org.flux4j.op.Weight;

/**
 * What is added to some rows of the matrix of a linear layer while the layer runs, so that the matrix itself stays where and
 * as it is stored: scale · delta, where delta = outer ⊗ inner is never computed.
 *
 * <p>Outer and inner are products of matrices, listed in the order in which they are applied to a row of inputs: (A, B) stands
 * for B · A. The inner of a low-rank update is (down, up), that of a full difference the difference alone.
 *
 * @param outer the factors of the left side of the Kronecker product (outer ⊗ inner)[i·p + k, j·q + l] = outer[i, j] ·
 *     inner[k, l], where inner is [p, q]; none for inner alone
 * @param inner the factors of the right side; at least one
 * @param scale the factor of delta
 * @param from the first row that delta is added to
 */
public record Update(List<Weight> outer, List<Weight> inner, float scale, int from) {
    /** Creates an update. */
    public Update {
        outer = List.copyOf(outer);
        inner = List.copyOf(inner);
    }

    /**
     * Returns an update of all rows by scale · up · down.
     *
     * @param down [rank, in]
     * @param up [out, rank]
     */
    public static Update lowRank(Weight down, Weight up, float scale) {
        return new Update(List.of(), List.of(down, up), scale, 0);
    }

    /** Returns the shape of delta, [out, in]. */
    public Shape shape() {
        Shape small = product(inner);
        if (outer.isEmpty()) {
            return small;
        }
        Shape large = product(outer);
        return Shape.of(Math.multiplyExact(large.dim(0), small.dim(0)), Math.multiplyExact(large.dim(1), small.dim(1)));
    }

    private static Shape product(List<Weight> factors) {
        return Shape.of(factors.getLast().dim(0), factors.getFirst().dim(1));
    }
}
