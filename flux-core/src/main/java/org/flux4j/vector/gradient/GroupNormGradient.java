package org.flux4j.vector.gradient;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.Moments;
import org.flux4j.vector.row.NormalisedRow;
import org.flux4j.vector.row.Sums;
import org.flux4j.vector.run.Engine;

/**
 * The gradients of a group norm, derived in {@code org.flux4j.ref.GroupNormGradient}: with the normalised groups n and g =
 * dy · weight[c], dx = (g − mean(g) − n · mean(g · n)) / σ, dWeight[c] = Σ dy[c] · n[c] and dBias[c] = Σ dy[c]. Since the
 * weight is the same for all pixels of a channel, the means over a group follow from the sums over its channels.
 */
final class GroupNormGradient {
    private final Tensor dy;
    private final Tensor x;
    private final int channels; // of a group
    private final int pixels;
    private final float eps;

    private GroupNormGradient(Tensor dy, Tensor x, int groups, float eps) {
        this.dy = dy;
        this.x = x;
        this.channels = x.dim(0) / groups;
        this.pixels = x.dim(1) * x.dim(2);
        this.eps = eps;
    }

    static Tensor apply(Tensor dy, Tensor x, Weight weight, int groups, float eps, Engine engine) {
        Shapes.gradient("group_norm", dy.shape(), Shapes.groupNorm(x.shape(), weight, weight, groups));
        Tensor dx = engine.tensor(x.shape());
        float[] gain = Widen.borrow(weight, x.dim(0), 1, engine);
        GroupNormGradient gradient = new GroupNormGradient(dy, x, groups, eps);
        engine.run(groups, scratch -> group -> gradient.compute(group, gain, dx.data()));
        engine.release(gain);
        return dx;
    }

    static void add(Tensor dy, Tensor x, int groups, float eps, float[] dWeight, float[] dBias, Engine engine) {
        Shapes.gradient("group_norm", dy.shape(), x.shape());
        GroupNormGradient gradient = new GroupNormGradient(dy, x, groups, eps);
        engine.run(groups, scratch -> group -> gradient.accumulate(group, dWeight, dBias));
    }

    private Moments moments(int group) {
        return Moments.of(x.data(), group * channels * pixels, channels * pixels);
    }

    private double factor(Moments moments) {
        return 1 / Math.sqrt(moments.variance() + eps);
    }

    private void compute(int group, float[] gain, float[] dx) {
        float[] gradients = dy.data();
        float[] elements = x.data();
        Moments moments = moments(group);
        float mean = (float) moments.mean();
        double factor = factor(moments);
        double sumG = 0;
        double sumGn = 0;
        for (int channel = group * channels; channel < (group + 1) * channels; channel++) {
            int at = channel * pixels;
            sumG += gain[channel] * Sums.sum(gradients, at, pixels);
            sumGn += gain[channel] * factor * Sums.products(gradients, at, elements, at, pixels, mean);
        }
        int count = channels * pixels;
        for (int channel = group * channels; channel < (group + 1) * channels; channel++) {
            int at = channel * pixels;
            NormalisedRow.gradient(
                    gradients, at, gain[channel], elements, at, mean, factor, sumG / count, sumGn / count, dx, pixels);
        }
    }

    private void accumulate(int group, float[] dWeight, float[] dBias) {
        Moments moments = moments(group);
        float mean = (float) moments.mean();
        double factor = factor(moments);
        for (int channel = group * channels; channel < (group + 1) * channels; channel++) {
            int at = channel * pixels;
            if (dWeight != null) {
                dWeight[channel] += (float) (factor * Sums.products(dy.data(), at, x.data(), at, pixels, mean));
            }
            if (dBias != null) {
                dBias[channel] += (float) Sums.sum(dy.data(), at, pixels);
            }
        }
    }
}
