package org.flux4j.vector;

import org.flux4j.op.Tensor;
import org.flux4j.vector.row.AffineRow;
import org.flux4j.vector.row.Elements;
import org.flux4j.vector.run.Engine;

/** y = factor · x + offset. */
final class Affine {
    private Affine() {}

    static Tensor apply(Tensor x, float factor, float offset, Engine engine) {
        return Elements.map(
                x, (from, at, to, atTo, count) -> AffineRow.apply(from, at, factor, offset, to, atTo, count), engine);
    }
}
