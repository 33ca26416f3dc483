package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The embedding of numbers as sinusoids: y[n] = (cos(a·f_0), …, cos(a·f_h−1), sin(a·f_0), …, sin(a·f_h−1)) with a =
 * timeFactor · t[n], h = dim / 2 and f_i = maxPeriod^(−i/h), where the angles are computed in double. If dim is odd,
 * the last element is zero.
 *
 * <p>t is [N], y is [N, dim].
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L28">timestep_embedding</a>.
 */
final class TimestepEmbedding {
    private TimestepEmbedding() {}

    static Tensor apply(Tensor t, int dim, float maxPeriod, float timeFactor) {
        Tensor y = Tensor.zeros(Shapes.timestepEmbedding(t.shape(), dim));
        int half = dim / 2;
        for (int n = 0; n < t.dim(0); n++) {
            double time = (double) timeFactor * t.data()[n];
            for (int i = 0; i < half; i++) {
                double angle = time * Math.pow(maxPeriod, -(double) i / half);
                y.data()[n * dim + i] = (float) Math.cos(angle);
                y.data()[n * dim + half + i] = (float) Math.sin(angle);
            }
        }
        return y;
    }
}
