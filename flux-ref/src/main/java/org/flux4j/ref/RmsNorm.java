package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * An RMS norm, which divides each row by its root mean square: y = x / √(mean(x²) + eps) · scale.
 *
 * <p>x and y are [..., D], scale is [D].
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L68">RMSNorm</a>.
 */
final class RmsNorm {
    private RmsNorm() {}

    static Tensor apply(Tensor x, Weight scale, float eps, int threads) {
        Tensor y = Tensor.zeros(Shapes.rmsNorm(x.shape(), scale));
        int d = x.dim(-1);
        float[] factors = scale.toFloats();
        Parallel.over(x.shape().rows(), threads, (from, to) -> {
            for (int row = from; row < to; row++) {
                int start = row * d;
                double rms = rms(x.data(), start, d, eps);
                for (int i = 0; i < d; i++) {
                    y.data()[start + i] = (float) (x.data()[start + i] / rms * factors[i]);
                }
            }
        });
        return y;
    }

    /** Returns √(mean(x²) + eps) of the {@code count} values that begin at {@code start}. */
    static double rms(float[] x, int start, int count, float eps) {
        return Math.sqrt(meanSquare(x, start, count) + eps);
    }

    private static double meanSquare(float[] x, int start, int count) {
        double sum = 0;
        for (int i = start; i < start + count; i++) {
            sum += (double) x[i] * x[i];
        }
        return sum / count;
    }
}
