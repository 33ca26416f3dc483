package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The gradients of {@link RmsNorm}. Let ρ = √(mean(x²) + eps) and n = x / ρ, so that y = n · scale, dn = dy · scale and
 * dScale = Σ_rows dy · n. The derivative of ρ by x[i] is n[i] / D; hence that of n[j] by x[i] is ([i = j] − n[i] · n[j] /
 * D) / ρ. Summed with dn, this is dx = (dn − n · mean(dn · n)) / ρ.
 *
 * <p>x, dy and dx are [..., D], scale is [D].
 */
final class RmsNormGradient {
    private RmsNormGradient() {}

    static Tensor apply(Tensor dy, Tensor x, Weight scale, float eps, int threads) {
        Shapes.gradient("rms_norm", dy.shape(), Shapes.rmsNorm(x.shape(), scale));
        Tensor dx = Tensor.zeros(x.shape());
        int d = x.dim(-1);
        float[] factors = scale.toFloats();
        Parallel.over(x.shape().rows(), threads, (from, to) -> {
            for (int row = from; row < to; row++) {
                int start = row * d;
                double rms = RmsNorm.rms(x.data(), start, d, eps);
                double product = 0;
                for (int i = 0; i < d; i++) {
                    double dn = (double) dy.data()[start + i] * factors[i];
                    product += dn * (x.data()[start + i] / rms);
                }
                for (int i = 0; i < d; i++) {
                    double dn = (double) dy.data()[start + i] * factors[i];
                    double n = x.data()[start + i] / rms;
                    dx.data()[start + i] = (float) ((dn - n * (product / d)) / rms);
                }
            }
        });
        return dx;
    }

    static void add(Tensor dy, Tensor x, float eps, float[] dScale) {
        Shapes.gradient("rms_norm", dy.shape(), x.shape());
        int d = x.dim(-1);
        double[] sums = new double[d];
        for (int row = 0; row < x.shape().rows(); row++) {
            int start = row * d;
            double rms = RmsNorm.rms(x.data(), start, d, eps);
            for (int i = 0; i < d; i++) {
                sums[i] += dy.data()[start + i] * (x.data()[start + i] / rms);
            }
        }
        Params.add(sums, dScale);
    }
}
