package org.flux4j.tornado;

import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.scalar.Activation;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The tanh approximation of the GELU of each element: y = x/2 · (1 + tanh(u)) with u = √(2/π) · (x + 0.044715·x³). The twin
 * of {@code org.flux4j.ref.GeluTanh}.
 */
final class GeluTanh {
    private static final Kernel KERNEL = Kernel.of("geluTanh", GeluTanh::geluTanh);

    private GeluTanh() {}

    static Tensor apply(Tensor x, Engine engine) {
        return Elements.map(KERNEL, x, engine);
    }

    static void geluTanh(FloatArray x, FloatArray y, IntArray sizes) {
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            y.set(i, Activation.geluTanh(x.get(i)));
        }
    }
}
