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
        return engine.run(
                Launch.of(KERNEL).tensor(x).result(y).ints(x.dim(0), x.dim(1)).over(x.dim(1), x.dim(0)));
    }

    static void transposed(FloatArray x, FloatArray y, IntArray sizes) {
        int rows = sizes.get(0);
        int columns = sizes.get(1);
        for (@Parallel int i = 0; i < rows; i++) {
            for (@Parallel int j = 0; j < columns; j++) {
                y.set(j * rows + i, x.get(i * columns + j));
            }
        }
    }
}
