package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The gradients of {@link GroupNorm}. Since y[c, h, w] = n[c, h, w] · weight[c] + bias[c] with the normalised groups n,
 *
 * <pre>
 * dn[c, h, w] = dy[c, h, w] · weight[c]
 * dWeight[c] = Σ_{h,w} dy[c, h, w] · n[c, h, w]      dBias[c] = Σ_{h,w} dy[c, h, w]
 * </pre>
 *
 * and {@link Normalised} derives dx from dn.
 *
 * <p>x, dy and dx are [C, H, W].
 */
final class GroupNormGradient {
    private GroupNormGradient() {}

    static Tensor apply(Tensor dy, Tensor x, Weight weight, int groups, float eps, int threads) {
        Shapes.gradient("group_norm", dy.shape(), Shapes.groupNorm(x.shape(), weight, weight, groups));
        Tensor dx = Tensor.zeros(x.shape());
        float[] factors = weight.toFloats();
        int pixels = x.dim(1) * x.dim(2);
        int size = x.dim(0) / groups * pixels;
        Parallel.over(groups, threads, (from, to) -> {
            double[] dn = new double[size];
            for (int group = from; group < to; group++) {
                int start = group * size;
                for (int i = 0; i < size; i++) {
                    dn[i] = (double) dy.data()[start + i] * factors[(start + i) / pixels];
                }
                Normalised.of(x.data(), start, size, eps).gradient(dn, dx.data(), start);
            }
        });
        return dx;
    }

    static void add(Tensor dy, Tensor x, int groups, float eps, float[] dWeight, float[] dBias) {
        Shapes.gradient("group_norm", dy.shape(), x.shape());
        int pixels = x.dim(1) * x.dim(2);
        int size = x.dim(0) / groups * pixels;
        double[] weightSums = new double[x.dim(0)];
        double[] biasSums = new double[x.dim(0)];
        for (int group = 0; group < groups; group++) {
            int start = group * size;
            Normalised normed = Normalised.of(x.data(), start, size, eps);
            for (int i = 0; i < size; i++) {
                int channel = (start + i) / pixels;
                double gradient = dy.data()[start + i];
                weightSums[channel] += gradient * normed.at(i);
                biasSums[channel] += gradient;
            }
        }
        Params.add(weightSums, dWeight);
        Params.add(biasSums, dBias);
    }
}
