package org.flux4j.tornado;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The softmax of each row: y = e^(x − max x) / Σ e^(x − max x). The twin of {@code org.flux4j.ref.Softmax}.
 */
final class Softmax {
    private static final Kernel KERNEL = Kernel.of("softmax", Softmax::softmax);

    private Softmax() {}

    static Tensor apply(Tensor x, Engine engine) {
        Shape y = Shapes.softmax(x.shape());
        return engine.run(
                Launch.of(KERNEL).tensor(x).result(y).ints(y.rows(), y.dim(-1)).over(y.rows()));
    }

    static void softmax(FloatArray x, FloatArray y, IntArray sizes) {
        int n = sizes.get(1);
        for (@Parallel int row = 0; row < sizes.get(0); row++) {
            int start = row * n;
            float max = x.get(start);
            for (int i = 1; i < n; i++) {
                max = TornadoMath.max(max, x.get(start + i));
            }
            float sum = 0;
            for (int i = 0; i < n; i++) {
                float e = TornadoMath.exp(x.get(start + i) - max);
                y.set(start + i, e);
                sum += e;
            }
            for (int i = 0; i < n; i++) {
                y.set(start + i, y.get(start + i) / sum);
            }
        }
    }
}
