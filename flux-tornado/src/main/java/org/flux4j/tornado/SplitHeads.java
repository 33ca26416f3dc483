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
 * The split of the channels of each token into heads: y[h, l, d] = x[l, h·D + d] with D = C / numHeads. The twin of
 * {@code org.flux4j.ref.SplitHeads}.
 */
final class SplitHeads {
    private static final Kernel KERNEL = Kernel.of("splitHeads", SplitHeads::splitHeads);

    private SplitHeads() {}

    static Tensor apply(Tensor x, int numHeads, Engine engine) {
        Shape y = Shapes.splitHeads(x.shape(), numHeads);
        int count = (int) y.count();
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .result(y)
                .ints(count, y.dim(1), y.dim(2), x.dim(1))
                .over(count));
    }

    static void splitHeads(FloatArray x, FloatArray y, IntArray sizes) {
        int tokens = sizes.get(1);
        int d = sizes.get(2);
        int c = sizes.get(3);
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            int head = i / (tokens * d);
            int token = i / d % tokens;
            y.set(i, x.get(token * c + head * d + i % d));
        }
    }
}
