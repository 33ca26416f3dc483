package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A group norm, which normalises each group of C / groups channels, with all their pixels, to mean 0 and variance 1: y
 * = (x − mean(group)) / √(var(group) + eps) · weight[c] + bias[c], where var is the mean squared deviation.
 *
 * <p>x and y are [C, H, W], weight and bias are [C].
 *
 * <p>Source: torch.nn.GroupNorm, as in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L62">ResnetBlock.norm1</a>.
 */
final class GroupNorm {
    private GroupNorm() {}

    static Tensor apply(Tensor x, Weight weight, Weight bias, int groups, float eps, int threads) {
        Tensor y = Tensor.zeros(Shapes.groupNorm(x.shape(), weight, bias, groups));
        float[] factors = weight.toFloats();
        float[] offsets = bias.toFloats();
        int pixels = x.dim(1) * x.dim(2);
        int size = x.dim(0) / groups * pixels;
        Parallel.over(groups, threads, (from, to) -> {
            for (int group = from; group < to; group++) {
                int start = group * size;
                Moments moments = Moments.of(x.data(), start, size);
                double deviation = Math.sqrt(moments.variance() + eps);
                for (int i = start; i < start + size; i++) {
                    double normed = (x.data()[i] - moments.mean()) / deviation;
                    int channel = i / pixels;
                    y.data()[i] = (float) (normed * factors[channel] + offsets[channel]);
                }
            }
        });
        return y;
    }
}
