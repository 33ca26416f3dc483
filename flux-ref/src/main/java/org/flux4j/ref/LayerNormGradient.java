package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The gradients of {@link LayerNorm}. Since y[l, c] = n[l, c] · weight[c] + bias[c] with the normalised rows n,
 *
 * <pre>
 * dn[l, c] = dy[l, c] · weight[c]      dWeight[c] = Σ_l dy[l, c] · n[l, c]      dBias[c] = Σ_l dy[l, c]
 * </pre>
 *
 * and {@link Normalised} derives dx from dn.
 *
 * <p>x, dy and dx are [L, C].
 */
final class LayerNormGradient {
    private LayerNormGradient() {}

    static Tensor apply(Tensor dy, Tensor x, Weight weight, float eps, int threads) {
        Shapes.gradient("layer_norm", dy.shape(), Shapes.layerNorm(x.shape(), weight, null));
        Tensor dx = Tensor.zeros(x.shape());
        int c = x.dim(1);
        float[] factors = Params.read(weight, c, 1);
        Parallel.over(x.dim(0), threads, (from, to) -> {
            double[] dn = new double[c];
            for (int row = from; row < to; row++) {
                for (int i = 0; i < c; i++) {
                    dn[i] = (double) dy.data()[row * c + i] * factors[i];
                }
                Normalised.of(x.data(), row * c, c, eps).gradient(dn, dx.data(), row * c);
            }
        });
        return dx;
    }

    static void add(Tensor dy, Tensor x, float eps, float[] dWeight, float[] dBias) {
        Shapes.gradient("layer_norm", dy.shape(), Shapes.layerNorm(x.shape(), null, null));
        int c = x.dim(1);
        double[] weightSums = new double[c];
        double[] biasSums = new double[c];
        for (int row = 0; row < x.dim(0); row++) {
            Normalised normed = Normalised.of(x.data(), row * c, c, eps);
            for (int i = 0; i < c; i++) {
                double gradient = dy.data()[row * c + i];
                weightSums[i] += gradient * normed.at(i);
                biasSums[i] += gradient;
            }
        }
        Params.add(weightSums, dWeight);
        Params.add(biasSums, dBias);
    }
}
