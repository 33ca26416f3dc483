package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A layer norm, which normalises each row to mean 0 and variance 1: y = (x − mean(x)) / √(var(x) + eps) · weight +
 * bias, where var(x) is the mean squared deviation.
 *
 * <p>x and y are [L, C], weight is [C] or {@code null} for ones, bias is [C] or {@code null} for zeros.
 *
 * <p>Source: torch.nn.LayerNorm, as in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L137">DoubleStreamBlock.img_norm1</a>.
 */
final class LayerNorm {
    private LayerNorm() {}

    static Tensor apply(Tensor x, Weight weight, Weight bias, float eps, int threads) {
        Tensor y = Tensor.zeros(Shapes.layerNorm(x.shape(), weight, bias));
        int c = x.dim(1);
        float[] factors = Params.read(weight, c, 1);
        float[] offsets = Params.read(bias, c, 0);
        Parallel.over(x.dim(0), threads, (from, to) -> {
            for (int row = from; row < to; row++) {
                int start = row * c;
                Moments moments = Moments.of(x.data(), start, c);
                double deviation = Math.sqrt(moments.variance() + eps);
                for (int i = 0; i < c; i++) {
                    double normed = (x.data()[start + i] - moments.mean()) / deviation;
                    y.data()[start + i] = (float) (normed * factors[i] + offsets[i]);
                }
            }
        });
        return y;
    }
}
