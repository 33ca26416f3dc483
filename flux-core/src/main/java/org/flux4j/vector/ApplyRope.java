package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import org.flux4j.op.Tensor;

/**
 * Turns each pair of neighbouring channels: y[2i + r] = pe[i, r, 0] · x[2i] + pe[i, r, 1] · x[2i + 1].
 *
 * <p>With the neighbours of x swapped this is y = same · x + other · swapped, {@code same} being the factors of a channel
 * itself, pe[i, r, r], and {@code other} those of its neighbour. They are sorted out once per token, for all its heads.
 */
final class ApplyRope {
    private static final VectorShuffle<Float> SWAP = VectorShuffle.fromOp(S, lane -> lane ^ 1);

    private ApplyRope() {}

    static Tensor apply(Tensor x, Tensor pe, Engine engine) {
        Tensor y = engine.tensor(x.shape());
        int heads = x.dim(0);
        int tokens = x.dim(1);
        int d = x.dim(2);
        engine.run(tokens, scratch -> {
            float[] same = scratch.floats(d);
            float[] other = scratch.floats(d);
            return token -> {
                factors(pe.data(), token * 2 * d, d, same, other);
                for (int head = 0; head < heads; head++) {
                    int at = (head * tokens + token) * d;
                    apply(x.data(), at, same, other, y.data(), at, d);
                }
            };
        });
        return y;
    }

    /** The factors of {@code d} channels from the matrices that begin at {@code at}. */
    static void factors(float[] pe, int at, int d, float[] same, float[] other) {
        for (int i = 0; i < d; i += 2) {
            int matrix = at + 2 * i;
            same[i] = pe[matrix];
            other[i] = pe[matrix + 1];
            other[i + 1] = pe[matrix + 2];
            same[i + 1] = pe[matrix + 3];
        }
    }

    /** One token of one head; y may be x. */
    static void apply(float[] x, int at, float[] same, float[] other, float[] y, int atY, int d) {
        int i = 0;
        for (; i <= d - L; i += L) {
            FloatVector pairs = FloatVector.fromArray(S, x, at + i);
            FloatVector swapped = pairs.rearrange(SWAP).mul(FloatVector.fromArray(S, other, i));
            pairs.fma(FloatVector.fromArray(S, same, i), swapped).intoArray(y, atY + i);
        }
        for (; i < d; i += 2) {
            float a = x[at + i];
            float b = x[at + i + 1];
            y[atY + i] = Math.fma(a, same[i], b * other[i]);
            y[atY + i + 1] = Math.fma(b, same[i + 1], a * other[i + 1]);
        }
    }
}
