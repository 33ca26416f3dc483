package org.flux4j.vector;

import org.flux4j.op.Tensor;
import org.flux4j.vector.row.RopeRow;
import org.flux4j.vector.row.Rotation;
import org.flux4j.vector.run.Engine;

/**
 * Rotates each pair of neighbouring channels: y[h, l, 2i + r] = pe[l, i, r, 0] · x[h, l, 2i] + pe[l, i, r, 1] · x[h, l,
 * 2i + 1].
 */
final class ApplyRope {
    private ApplyRope() {}

    static Tensor apply(Tensor x, Tensor pe, Engine engine) {
        return Rotation.apply(x, pe, RopeRow::factors, engine);
    }
}
