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
 * The embedding of numbers as sinusoids: y[n] = (cos(a·f_0), …, cos(a·f_h−1), sin(a·f_0), …, sin(a·f_h−1)) with a =
 * timeFactor · t[n], h = dim / 2 and f_i = maxPeriod^(−i/h), where the angles are computed in double. If dim is odd, the
 * last element is zero. The twin of {@code org.flux4j.ref.TimestepEmbedding}.
 */
final class TimestepEmbedding {
    private static final Kernel KERNEL = Kernel.of("timestepEmbedding", TimestepEmbedding::timestepEmbedding);

    private TimestepEmbedding() {}

    static Tensor apply(Tensor t, int dim, float maxPeriod, float timeFactor, Engine engine) {
        Shape y = Shapes.timestepEmbedding(t.shape(), dim);
        return engine.run(Launch.of(KERNEL)
                .tensor(t)
                .result(y)
                .ints((int) y.count(), dim)
                .floats(maxPeriod, timeFactor)
                .over((int) y.count()));
    }

    static void timestepEmbedding(FloatArray t, FloatArray y, IntArray sizes, FloatArray numbers) {
        int dim = sizes.get(1);
        int half = dim / 2;
        for (@Parallel int at = 0; at < sizes.get(0); at++) {
            int i = at % dim;
            float value = 0;
            if (i < 2 * half) {
                double period = numbers.get(0);
                double time = numbers.get(1);
                double exponent = -(double) (i % half) / half;
                double angle = time * t.get(at / dim) * TornadoMath.pow(period, exponent);
                value = (float) (i < half ? TornadoMath.cos(angle) : TornadoMath.sin(angle));
            }
            y.set(at, value);
        }
    }
}
