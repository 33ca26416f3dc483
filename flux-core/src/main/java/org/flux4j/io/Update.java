package org.flux4j.io;

import java.util.List;
import org.flux4j.op.Shape;
import org.flux4j.op.Weight;

/**
 * What is added to some rows of the matrix of a linear layer while the layer runs, so that the matrix itself stays where and
 * as it is stored: scale · delta, where delta is a product of matrices that is never computed. Those of a low-rank update are
 * down and up.
 *
 * @param factors the matrices in the order in which they are applied to a row of inputs: delta is the last of them times …
 *     times the first
 * @param scale the factor of the product
 * @param from the first row that it is added to
 */
public record Update(List<Weight> factors, float scale, int from) {
    /** Creates an update. */
    public Update {
        factors = List.copyOf(factors);
    }

    /**
     * Returns an update of all rows by scale · up · down.
     *
     * @param down [rank, in]
     * @param up [out, rank]
     */
    public static Update lowRank(Weight down, Weight up, float scale) {
        return new Update(List.of(down, up), scale, 0);
    }

    /** Returns the shape of delta, [out, in]. */
    public Shape shape() {
        return Shape.of(factors.getLast().dim(0), factors.getFirst().dim(1));
    }
}
