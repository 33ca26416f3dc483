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
 * The part of a tensor with the indices {@code from} (inclusive) to {@code to} (exclusive) along an axis. The twin of
 * {@code org.flux4j.ref.Slice}.
 */
final class Slice {
    private static final Kernel KERNEL = Kernel.of("slice", Slice::slice);

    private Slice() {}

    static Tensor apply(Tensor x, int axis, int from, int to, Engine engine) {
        Shape y = Shapes.slice(x.shape(), axis, from, to);
        int along = y.axis(axis);
        int inner = y.product(along + 1, y.rank());
        int count = (int) y.count();
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .result(y)
                .ints(count, (to - from) * inner, x.dim(along) * inner, from * inner)
                .over(count));
    }

    static void slice(FloatArray x, FloatArray y, IntArray sizes) {
        int part = sizes.get(1);
        int whole = sizes.get(2);
        int from = sizes.get(3);
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            y.set(i, x.get(i / part * whole + from + i % part));
        }
    }
}
