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
 * A layer norm, which normalises each row to mean 0 and variance 1: y = (x − mean(x)) / √(var(x) + eps) · weight + bias.
 * The twin of {@code org.flux4j.ref.LayerNorm}.
 */
final class LayerNorm {
    private static final Kernel KERNEL = Kernel.of("layerNorm", LayerNorm::layerNorm);

    private LayerNorm() {}

    static Tensor apply(Tensor x, Weight weight, Weight bias, float eps, Engine engine) {
        Shape y = Shapes.layerNorm(x.shape(), weight, bias);
        int c = x.dim(1);
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .tensor(Params.vector(weight, c, 1))
                .tensor(Params.vector(bias, c, 0))
                .result(y)
                .ints(x.dim(0), c)
                .floats(eps)
                .over(x.dim(0)));
    }

    static void layerNorm(
            FloatArray x, FloatArray weight, FloatArray bias, FloatArray y, IntArray sizes, FloatArray numbers) {
        int c = sizes.get(1);
        for (@Parallel int row = 0; row < sizes.get(0); row++) {
            int start = row * c;
            float sum = 0;
            for (int i = 0; i < c; i++) {
                sum += x.get(start + i);
            }
            float rough = sum / c; // rounded at the size of the elements; the rest of it is found among the deviations
            float rest = 0;
            for (int i = 0; i < c; i++) {
                rest += x.get(start + i) - rough;
            }
            float mean = rough + rest / c;
            float squares = 0;
            for (int i = 0; i < c; i++) {
                float deviation = x.get(start + i) - mean;
                squares += deviation * deviation;
            }
            float factor = 1 / TornadoMath.sqrt(squares / c + numbers.get(0));
            for (int i = 0; i < c; i++) {
                y.set(start + i, (x.get(start + i) - mean) * factor * weight.get(i) + bias.get(i));
            }
        }
    }
}
