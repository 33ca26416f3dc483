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
 * Rotation of each pair of neighbouring channels: y[h, l, 2i + r] = pe[l, i, r, 0] · x[h, l, 2i] + pe[l, i, r, 1] ·
 * x[h, l, 2i + 1]. The twin of {@code org.flux4j.ref.ApplyRope}.
 */
final class ApplyRope {
    private static final Kernel KERNEL = Kernel.of("applyRope", ApplyRope::applyRope);

    private ApplyRope() {}

    static Tensor apply(Tensor x, Tensor pe, Engine engine) {
        Shape y = Shapes.applyRope(x.shape(), pe.shape());
        int count = (int) y.count();
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .tensor(pe)
                .result(y)
                .ints(count / 2, (int) pe.shape().count() / 4)
                .over(count / 2));
    }

    static void applyRope(FloatArray x, FloatArray pe, FloatArray y, IntArray sizes) {
        int matrices = sizes.get(1);
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            int matrix = i % matrices * 4;
            float a = x.get(2 * i);
            float b = x.get(2 * i + 1);
            y.set(2 * i, pe.get(matrix) * a + pe.get(matrix + 1) * b);
            y.set(2 * i + 1, pe.get(matrix + 2) * a + pe.get(matrix + 3) * b);
        }
    }
}
