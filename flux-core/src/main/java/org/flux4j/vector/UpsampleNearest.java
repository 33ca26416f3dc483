package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** Every pixel repeated factor × factor times: each row is stretched once, then copied. */
final class UpsampleNearest {
    private UpsampleNearest() {}

    static Tensor apply(Tensor x, int factor, Engine engine) {
        Tensor y = engine.tensor(Shapes.upsampleNearest(x.shape(), factor));
        int width = y.dim(2);
        engine.over(x.dim(0) * x.dim(1), Engine.grain(factor * width), (from, to) -> {
            for (int row = from; row < to; row++) {
                int at = row * factor * width;
                stretch(x.data(), row * x.dim(2), factor, y.data(), at, width);
                for (int copy = 1; copy < factor; copy++) {
                    System.arraycopy(y.data(), at, y.data(), at + copy * width, width);
                }
            }
        });
        return y;
    }

    private static void stretch(float[] x, int atX, int factor, float[] y, int atY, int width) {
        for (int j = 0; j < width; j += factor) {
            float pixel = x[atX + j / factor];
            for (int copy = 0; copy < factor; copy++) {
                y[atY + j + copy] = pixel;
            }
        }
    }
}
