package org.flux4j.tornado;

import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.scalar.Activation;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** SiLU of each element: y = x / (1 + e^−x). The twin of {@code org.flux4j.ref.Silu}. */
final class Silu {
    private static final Kernel KERNEL = Kernel.of("silu", Silu::silu);

    private Silu() {}

    static Tensor apply(Tensor x, Engine engine) {
        return Elements.map(KERNEL, x, engine);
    }

    static void silu(FloatArray x, FloatArray y, IntArray sizes) {
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            y.set(i, Activation.silu(x.get(i)));
        }
    }
}
