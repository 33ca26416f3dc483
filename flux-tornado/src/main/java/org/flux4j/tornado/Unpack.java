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
 * The unpacking of tokens into a latent, the inverse of {@link Pack}: x[c, 2h + p, 2w + q] = y[h · columns + w, 4c + 2p +
 * q]. The twin of {@code org.flux4j.ref.Unpack}.
 */
final class Unpack {
    private static final Kernel KERNEL = Kernel.of("unpack", Unpack::unpack);

    private Unpack() {}

    static Tensor apply(Tensor y, int rows, int columns, Engine engine) {
        Shape x = Shapes.unpack(y.shape(), rows, columns);
        int count = (int) x.count();
        return engine.run(Launch.of(KERNEL)
                .tensor(y)
                .result(x)
                .ints(count, y.dim(1), x.dim(1), x.dim(2))
                .over(count));
    }

    static void unpack(FloatArray y, FloatArray x, IntArray sizes) {
        int channels = sizes.get(1);
        int height = sizes.get(2);
        int width = sizes.get(3);
        for (@Parallel int at = 0; at < sizes.get(0); at++) {
            int c = at / (height * width);
            int row = at / width % height;
            int column = at % width;
            int token = row / 2 * (width / 2) + column / 2;
            x.set(at, y.get(token * channels + 4 * c + row % 2 * 2 + column % 2));
        }
    }
}
