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

/** Concatenation along an axis: y is a, followed by b. The twin of {@code org.flux4j.ref.Concat}. */
final class Concat {
    private static final Kernel KERNEL = Kernel.of("concat", Concat::concat);

    private Concat() {}

    static Tensor apply(Tensor a, Tensor b, int axis, Engine engine) {
        Shape y = Shapes.concat(a.shape(), b.shape(), axis);
        int along = y.axis(axis);
        int inner = y.product(along + 1, y.rank());
        int count = (int) y.count();
        return engine.run(Launch.of(KERNEL)
                .tensor(a)
                .tensor(b)
                .result(y)
                .ints(count, a.dim(along) * inner, b.dim(along) * inner)
                .over(count));
    }

    static void concat(FloatArray a, FloatArray b, FloatArray y, IntArray sizes) {
        int first = sizes.get(1);
        int second = sizes.get(2);
        for (@Parallel int at = 0; at < sizes.get(0); at++) {
            int outer = at / (first + second);
            int i = at % (first + second);
            float value;
            if (i < first) {
                value = a.get(outer * first + i);
            } else {
                value = b.get(outer * second + i - first);
            }
            y.set(at, value);
        }
    }
}
