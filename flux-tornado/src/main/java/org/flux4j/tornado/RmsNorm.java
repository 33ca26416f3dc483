package org.flux4j.tornado;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * An RMS norm, which divides each row by its root mean square: y = x / √(mean(x²) + eps) · scale. The twin of {@code
 * org.flux4j.ref.RmsNorm}.
 */
final class RmsNorm {
    private static final Kernel KERNEL = Kernel.of("rmsNorm", RmsNorm::rmsNorm);

    private RmsNorm() {}

    static Tensor apply(Tensor x, Weight scale, float eps, Engine engine) {
        Shape y = Shapes.rmsNorm(x.shape(), scale);
        int rows = y.rows();
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .tensor(Params.vector(scale, y.dim(-1), 1))
                .result(y)
                .ints(rows, y.dim(-1))
                .floats(eps)
                .over(rows));
    }

    static void rmsNorm(FloatArray x, FloatArray scale, FloatArray y, IntArray sizes, FloatArray numbers) {
        int d = sizes.get(1);
        for (@Parallel int row = 0; row < sizes.get(0); row++) {
            int start = row * d;
            float squares = 0;
            for (int i = 0; i < d; i++) {
                squares += x.get(start + i) * x.get(start + i);
            }
            float rms = TornadoMath.sqrt(squares / d + numbers.get(0));
            for (int i = 0; i < d; i++) {
                y.set(start + i, x.get(start + i) / rms * scale.get(i));
            }
        }
    }
}
