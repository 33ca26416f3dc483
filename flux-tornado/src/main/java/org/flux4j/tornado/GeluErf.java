package org.flux4j.tornado;

import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The exact GELU of each element: y = x/2 · (1 + erf(x/√2)), with the series of {@code org.flux4j.ref.Erf}, in double.
 * The twin of {@code org.flux4j.ref.GeluErf}.
 */
final class GeluErf {
    private static final Kernel KERNEL = Kernel.of("geluErf", GeluErf::geluErf);

    private GeluErf() {}

    static Tensor apply(Tensor x, Engine engine) {
        return Elements.map(KERNEL, x, engine);
    }

    static void geluErf(FloatArray x, FloatArray y, IntArray sizes) {
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            double z = x.get(i) / 1.4142135623730951;
            double erf = z < 0 ? -1 : 1;
            if (z > -6 && z < 6) {
                double term = z;
                double sum = z;
                for (int n = 1; n < 120; n++) {
                    term *= 2 * z * z / (2 * n + 1);
                    sum += term;
                }
                erf = 1.1283791670955126 * TornadoMath.exp(-z * z) * sum;
            }
            y.set(i, (float) (x.get(i) * 0.5 * (1 + erf)));
        }
    }
}
