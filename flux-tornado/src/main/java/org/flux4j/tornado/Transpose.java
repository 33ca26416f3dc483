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

/** The transpose of a matrix: y[j, i] = x[i, j]. The twin of {@code org.flux4j.ref.Transpose}. */
final class Transpose {
    private static final Kernel KERNEL = Kernel.of("transposed", Transpose::transposed);

    private Transpose() {}

    static Tensor apply(Tensor x, Engine engine) {
        Shape y = Shapes.transpose(x.shape());
        int count = (int) y.count();
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .result(y)
                .ints(count, x.dim(0), x.dim(1))
                .over(count));
    }

    static void transposed(FloatArray x, FloatArray y, IntArray sizes) {
        int rows = sizes.get(1);
        int columns = sizes.get(2);
        for (@Parallel int at = 0; at < sizes.get(0); at++) {
            y.set(at, x.get(at % rows * columns + at / rows));
        }
    }
}
