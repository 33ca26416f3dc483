package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** Sinusoids of each number, cosines before sines; as in the reference, every angle is computed in double. */
final class TimestepEmbedding {
    private TimestepEmbedding() {}

    static Tensor apply(Tensor t, int dim, float maxPeriod, float timeFactor, Engine engine) {
        Tensor y = engine.tensor(Shapes.timestepEmbedding(t.shape(), dim));
        engine.run(
                t.dim(0),
                scratch -> n -> sinusoids((double) timeFactor * t.data()[n], maxPeriod, y.data(), n * dim, dim));
        return y;
    }

    private static void sinusoids(double time, float maxPeriod, float[] y, int at, int dim) {
        int half = dim / 2;
        y[at + dim - 1] = 0; // stays if dim is odd
        for (int i = 0; i < half; i++) {
            double angle = time * Math.pow(maxPeriod, -(double) i / half);
            y[at + i] = (float) Math.cos(angle);
            y[at + half + i] = (float) Math.sin(angle);
        }
    }
}
