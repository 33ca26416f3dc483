package org.flux4j.tornado;

import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Multiplication, element by element: y = a · b, where b, if it is smaller than a, is repeated for each row or element.
 * The twin of {@code org.flux4j.ref.Multiply}.
 */
final class Multiply {
    private static final Kernel KERNEL = Kernel.of("multiply", Multiply::multiply);

    private Multiply() {}

    static Tensor apply(Tensor a, Tensor b, Engine engine) {
        return Broadcast.combine(KERNEL, a, b, engine);
    }

    static void multiply(FloatArray a, FloatArray b, FloatArray y, IntArray sizes) {
        int period = sizes.get(1);
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            y.set(i, a.get(i) * b.get(i % period));
        }
    }
}
