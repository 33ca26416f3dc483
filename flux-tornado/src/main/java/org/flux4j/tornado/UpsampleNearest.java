package org.flux4j.tornado;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The enlargement of a feature map by repeating each pixel factor × factor times: y[c, i, j] =
 * x[c, ⌊i / factor⌋, ⌊j / factor⌋]. The twin of {@code org.flux4j.ref.UpsampleNearest}.
 */
final class UpsampleNearest {
    private static final Kernel KERNEL = Kernel.of("upsampleNearest", UpsampleNearest::upsampleNearest);

    private UpsampleNearest() {}

    static Tensor apply(Tensor x, int factor, Engine engine) {
        Shape y = Shapes.upsampleNearest(x.shape(), factor);
        int count = (int) y.count();
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .result(y)
                .ints(count, factor, x.dim(2))
                .over(count));
    }

    static void upsampleNearest(FloatArray x, FloatArray y, IntArray sizes) {
        int factor = sizes.get(1);
        int columns = sizes.get(2);
        for (@Parallel int at = 0; at < sizes.get(0); at++) {
            int row = at / (factor * columns); // of all channels, one below the other
            int j = at % (factor * columns);
            y.set(at, x.get(row / factor * columns + j / factor));
        }
    }
}
