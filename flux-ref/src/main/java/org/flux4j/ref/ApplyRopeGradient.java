package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The gradients of {@link ApplyRope}. Since y[h, l, 2i + r] = Σ_s pe[l, i, r, s] · x[h, l, 2i + s] for each pair i,
 *
 * <pre>
 * dx[h, l, 2i + s] = Σ_r pe[l, i, r, s] · dy[h, l, 2i + r]      dpe[l, i, r, s] = Σ_h dy[h, l, 2i + r] · x[h, l, 2i + s]
 * </pre>
 *
 * <p>x, dy and dx are [H, L, D], pe and dpe are [L, D/2, 2, 2].
 */
final class ApplyRopeGradient {
    private ApplyRopeGradient() {}

    static Tensor apply(Tensor dy, Tensor pe, int threads) {
        return ApplyRope.apply(dy, transposed(pe), threads);
    }

    private static Tensor transposed(Tensor pe) {
        float[] matrices = pe.data().clone();
        for (int i = 0; i < matrices.length; i += 4) {
            matrices[i + 1] = pe.data()[i + 2];
            matrices[i + 2] = pe.data()[i + 1];
        }
        return Tensor.of(pe.shape(), matrices);
    }

    static Tensor rotations(Tensor dy, Tensor x) {
        Shapes.gradient("apply_rope", dy.shape(), x.shape());
        int l = x.dim(1);
        int d = x.dim(2);
        double[] sums = new double[l * d * 2];
        for (int row = 0; row < x.dim(0) * l; row++) {
            int matrices = row % l * d * 2;
            for (int i = 0; i < d; i += 2) {
                for (int r = 0; r < 2; r++) {
                    for (int s = 0; s < 2; s++) {
                        sums[matrices + 2 * i + 2 * r + s] +=
                                (double) dy.data()[row * d + i + r] * x.data()[row * d + i + s];
                    }
                }
            }
        }
        Tensor dpe = Tensor.zeros(l, d / 2, 2, 2);
        Params.add(sums, dpe.data());
        return dpe;
    }
}
