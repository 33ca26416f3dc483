package org.flux4j.vector;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/** A number as waves of falling frequency: cosines, then sines, each angle as the reference has it: in double. */
final class TimestepEmbedding {
    private TimestepEmbedding() {}

    static Tensor apply(Tensor t, float maxPeriod, float timeFactor, Shape shape, Engine engine) {
        Tensor y = engine.tensor(shape);
        int dim = shape.dim(1);
        engine.run(
                t.dim(0), scratch -> n -> waves((double) timeFactor * t.data()[n], maxPeriod, y.data(), n * dim, dim));
        return y;
    }

    private static void waves(double time, float maxPeriod, float[] y, int at, int dim) {
        int half = dim / 2;
        y[at + dim - 1] = 0; // an odd dim ends with it
        for (int i = 0; i < half; i++) {
            double angle = time * Math.pow(maxPeriod, -(double) i / half);
            y[at + i] = (float) Math.cos(angle);
            y[at + half + i] = (float) Math.sin(angle);
        }
    }
}
