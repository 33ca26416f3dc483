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
 * The packing of a latent into tokens of 2 × 2 latent pixels: y[h · W/2 + w, 4c + 2p + q] = x[c, 2h + p, 2w + q]. The
 * twin of {@code org.flux4j.ref.Pack}.
 */
final class Pack {
    private static final Kernel KERNEL = Kernel.of("pack", Pack::pack);

    private Pack() {}

    static Tensor apply(Tensor x, Engine engine) {
        Shape y = Shapes.pack(x.shape());
        int count = (int) y.count();
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .result(y)
                .ints(count, y.dim(1), x.dim(1), x.dim(2))
                .over(count));
    }

    static void pack(FloatArray x, FloatArray y, IntArray sizes) {
        int channels = sizes.get(1);
        int height = sizes.get(2);
        int width = sizes.get(3);
        for (@Parallel int at = 0; at < sizes.get(0); at++) {
            int token = at / channels;
            int channel = at % channels;
            int row = token / (width / 2) * 2 + channel / 2 % 2;
            int column = token % (width / 2) * 2 + channel % 2;
            y.set(at, x.get((channel / 4 * height + row) * width + column));
        }
    }
}
