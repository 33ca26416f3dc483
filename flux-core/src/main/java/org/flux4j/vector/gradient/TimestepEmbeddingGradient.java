package org.flux4j.vector.gradient;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/**
 * The gradient of the embedding of numbers, derived in {@code org.flux4j.ref.TimestepEmbeddingGradient}; as there, every
 * angle is computed in double.
 */
final class TimestepEmbeddingGradient {
    private TimestepEmbeddingGradient() {}

    static Tensor apply(Tensor dy, Tensor t, float maxPeriod, float timeFactor, Engine engine) {
        int dim = dy.dim(-1);
        Shapes.gradient("timestep_embedding", dy.shape(), Shapes.timestepEmbedding(t.shape(), dim));
        Tensor dt = engine.tensor(t.shape());
        engine.run(t.dim(0), scratch -> n -> {
            double time = (double) timeFactor * t.data()[n];
            dt.data()[n] = (float) (timeFactor * sum(dy.data(), n * dim, dim / 2, time, maxPeriod));
        });
        return dt;
    }

    private static double sum(float[] dy, int at, int half, double time, float maxPeriod) {
        double sum = 0;
        for (int i = 0; i < half; i++) {
            double frequency = Math.pow(maxPeriod, -(double) i / half);
            double angle = time * frequency;
            sum += frequency * (Math.cos(angle) * dy[at + half + i] - Math.sin(angle) * dy[at + i]);
        }
        return sum;
    }
}
