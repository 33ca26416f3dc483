package org.flux4j.tornado.fused;

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
 * A gated residual: y = x + gate · update, in one kernel. The scalar twins are {@code org.flux4j.ref.Multiply} and {@code
 * Add}.
 */
public final class GatedAdd {
    private static final Kernel KERNEL = Kernel.of("gatedAdd", GatedAdd::gatedAdd);

    private GatedAdd() {}

    /** Returns x + gate · update. */
    public static Tensor apply(Tensor x, Tensor gate, Tensor update, Engine engine) {
        Shape y = Shapes.gatedAdd(x.shape(), gate.shape(), update.shape());
        int count = (int) y.count();
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .tensor(gate)
                .tensor(update)
                .result(y)
                .ints(count, x.dim(1))
                .over(count));
    }

    static void gatedAdd(FloatArray x, FloatArray gate, FloatArray update, FloatArray y, IntArray sizes) {
        int c = sizes.get(1);
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            y.set(i, x.get(i) + gate.get(i % c) * update.get(i));
        }
    }
}
