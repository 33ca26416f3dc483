package org.flux4j.tornado;

import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The sigmoid approximation of the GELU of each element: y = x / (1 + e^(−1.702·x)). The twin of {@code
 * org.flux4j.ref.QuickGelu}.
 */
final class QuickGelu {
    private static final Kernel KERNEL = Kernel.of("quickGelu", QuickGelu::quickGelu);

    private QuickGelu() {}

    static Tensor apply(Tensor x, Engine engine) {
        return Elements.map(KERNEL, x, engine);
    }

    static void quickGelu(FloatArray x, FloatArray y, IntArray sizes) {
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            y.set(i, x.get(i) / (1 + TornadoMath.exp(-1.702f * x.get(i))));
        }
    }
}
