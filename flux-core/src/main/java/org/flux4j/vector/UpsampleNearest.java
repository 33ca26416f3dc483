package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** Every pixel repeated factor × factor times: each row is stretched once, then copied. */
final class UpsampleNearest {
    private UpsampleNearest() {}

    static Tensor apply(Tensor x, int factor, Engine engine) {
        Tensor y = engine.tensor(Shapes.upsampleNearest(x.shape(), factor));
        int width = x.dim(2);
        int wide = y.dim(2);
        engine.over(x.dim(0) * x.dim(1), Engine.grain(factor * wide), (from, to) -> {
            float[] pixels = x.data();
            float[] repeated = y.data();
            for (int row = from; row < to; row++) {
                int at = row * factor * wide;
                stretch(pixels, row * width, factor, repeated, at, width);
                for (int copy = 1; copy < factor; copy++) {
                    System.arraycopy(repeated, at, repeated, at + copy * wide, wide);
                }
            }
        });
        return y;
    }

    /** Repeats each of {@code count} pixels factor times. */
    private static void stretch(float[] x, int atX, int factor, float[] y, int atY, int count) {
        for (int pixel = 0; pixel < count; pixel++) {
            float value = x[atX + pixel];
            for (int copy = 0; copy < factor; copy++) {
                y[atY + pixel * factor + copy] = value;
            }
        }
    }
}
