package org.flux4j.vector.row;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** The rotation of all heads by the matrices of their tokens. A task rotates one token of all heads. */
public final class Rotation {
    /** Sorts the factors of d channels, as {@link RopeRow} needs them. */
    public interface Factors {
        void sort(float[] pe, int at, int d, float[] same, float[] other);
    }

    private Rotation() {}

    /**
     * Returns the rotated heads.
     *
     * @param x [H, L, D]
     * @param pe [L, D/2, 2, 2]
     */
    public static Tensor apply(Tensor x, Tensor pe, Factors factors, Engine engine) {
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
                factors.sort(pe.data(), token * 2 * d, d, same, other);
                for (int head = 0; head < heads; head++) {
                    int at = (head * tokens + token) * d;
                    RopeRow.apply(elements, at, same, other, rotated, at, d);
                }
            };
        });
        return y;
    }
}
