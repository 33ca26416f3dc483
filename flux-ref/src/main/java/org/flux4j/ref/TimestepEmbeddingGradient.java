package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The gradient of {@link TimestepEmbedding} with respect to t. With the angle a·f_i of frequency i, where a = timeFactor ·
 * t[n], the derivative of its cosine by t[n] is −timeFactor · f_i · sin(a·f_i), and that of its sine is timeFactor · f_i ·
 * cos(a·f_i).
 *
 * <p>t is [N], dy is [N, dim].
 */
final class TimestepEmbeddingGradient {
    private TimestepEmbeddingGradient() {}

    static Tensor apply(Tensor dy, Tensor t, float maxPeriod, float timeFactor) {
        int dim = dy.dim(-1);
        Shapes.gradient("timestep_embedding", dy.shape(), Shapes.timestepEmbedding(t.shape(), dim));
        Tensor dt = Tensor.zeros(t.shape());
        int half = dim / 2;
        for (int n = 0; n < t.dim(0); n++) {
            double time = (double) timeFactor * t.data()[n];
            double sum = 0;
            for (int i = 0; i < half; i++) {
                double frequency = Math.pow(maxPeriod, -(double) i / half);
                double angle = time * frequency;
                double cos = dy.data()[n * dim + i];
                double sin = dy.data()[n * dim + half + i];
                sum += frequency * (Math.cos(angle) * sin - Math.sin(angle) * cos);
            }
            dt.data()[n] = (float) (timeFactor * sum);
        }
        return dt;
    }
}
