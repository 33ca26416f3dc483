package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * Rotation of each pair of neighbouring channels: y[h, l, 2i + r] = pe[l, i, r, 0] · x[h, l, 2i] + pe[l, i, r, 1] ·
 * x[h, l, 2i + 1].
 *
 * <p>x and y are [H, L, D], pe is [L, D/2, 2, 2].
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/math.py#L25">apply_rope</a>.
 */
final class ApplyRope {
    private ApplyRope() {}

    static Tensor apply(Tensor x, Tensor pe, int threads) {
        Tensor y = Tensor.zeros(Shapes.applyRope(x.shape(), pe.shape()));
        int l = x.dim(1);
        int d = x.dim(2);
        Parallel.over(x.dim(0) * l, threads, (from, to) -> {
            for (int row = from; row < to; row++) {
                rotate(x.data(), row * d, pe.data(), row % l * d * 2, d, y.data());
            }
        });
        return y;
    }

    /** Rotates the channels of one token and head; the matrices of the token begin at {@code matrix}. */
    private static void rotate(float[] x, int start, float[] pe, int matrix, int d, float[] y) {
        for (int i = 0; i < d; i += 2) {
            double a = x[start + i];
            double b = x[start + i + 1];
            y[start + i] = (float) (pe[matrix + 2 * i] * a + pe[matrix + 2 * i + 1] * b);
            y[start + i + 1] = (float) (pe[matrix + 2 * i + 2] * a + pe[matrix + 2 * i + 3] * b);
        }
    }
}
