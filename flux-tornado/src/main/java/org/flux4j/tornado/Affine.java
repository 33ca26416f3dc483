package org.flux4j.tornado;

import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** An affine function of each element: y = factor · x + offset. The twin of {@code org.flux4j.ref.Affine}. */
final class Affine {
    private static final Kernel KERNEL = Kernel.of("affine", Affine::affine);

    private Affine() {}

    static Tensor apply(Tensor x, float factor, float offset, Engine engine) {
        int count = (int) x.shape().count();
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .result(x.shape())
                .ints(count)
                .floats(factor, offset)
                .over(count));
    }

    static void affine(FloatArray x, FloatArray y, IntArray sizes, FloatArray numbers) {
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            y.set(i, numbers.get(0) * x.get(i) + numbers.get(1));
        }
    }
}
