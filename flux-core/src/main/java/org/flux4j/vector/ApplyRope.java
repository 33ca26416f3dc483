package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.RopeRow;
import org.flux4j.vector.run.Engine;

/**
 * Rotates each pair of neighbouring channels: y[h, l, 2i + r] = pe[l, i, r, 0] · x[h, l, 2i] + pe[l, i, r, 1] · x[h, l,
 * 2i + 1]. A task rotates one token of all heads.
 */
final class ApplyRope {
    private ApplyRope() {}

    static Tensor apply(Tensor x, Tensor pe, Engine engine) {
        Tensor y = engine.tensor(Shapes.applyRope(x.shape(), pe.shape()));
        int heads = x.dim(0);
        int tokens = x.dim(1);
        int d = x.dim(2);
        engine.run(tokens, scratch -> {
            float[] same = scratch.floats(d);
            float[] other = scratch.floats(d);
            return token -> {
                float[] elements = x.data();
                float[] rotated = y.data();
                RopeRow.factors(pe.data(), token * 2 * d, d, same, other);
                for (int head = 0; head < heads; head++) {
                    int at = (head * tokens + token) * d;
                    RopeRow.apply(elements, at, same, other, rotated, at, d);
                }
            };
        });
        return y;
    }
}
