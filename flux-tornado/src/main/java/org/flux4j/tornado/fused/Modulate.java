package org.flux4j.tornado.fused;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import org.flux4j.tornado.tile.GroupSum;
import org.flux4j.tornado.tile.RowMoments;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A layer norm without weights, then a scale and a shift: y = (1 + scale) · layer_norm(x) + shift. A group of items
 * computes a row. The scalar twins are {@code org.flux4j.ref.LayerNorm}, {@code Affine}, {@code Multiply} and {@code
 * Add}.
 */
public final class Modulate {
    private static final Kernel KERNEL = Kernel.of("modulate", Modulate::modulate);

    private Modulate() {}

    /** Returns (1 + scale) · layer_norm(x) + shift. */
    public static Tensor apply(Tensor x, Tensor shift, Tensor scale, float eps, Engine engine) {
        Shape y = Shapes.modulate(x.shape(), shift.shape(), scale.shape());
        return engine.run(Launch.of(KERNEL)
                .context()
                .tensor(x)
                .tensor(shift)
                .tensor(scale)
                .result(y)
                .ints(x.dim(1))
                .floats(eps)
                .groups(x.dim(0), x.dim(1) == 0 ? 0 : 1, GroupSum.ITEMS, 1));
    }

    static void modulate(
            KernelContext context,
            FloatArray x,
            FloatArray shift,
            FloatArray scale,
            FloatArray y,
            IntArray sizes,
            FloatArray numbers) {
        int c = sizes.get(0);
        int start = context.groupIdx * c;
        float[] shared = context.allocateFloatLocalArray(64);
        float mean = RowMoments.mean(context, shared, x, start, c);
        float squares = RowMoments.squares(context, shared, x, start, c, mean);
        float deviation = TornadoMath.sqrt(squares / c + numbers.get(0));
        for (int i = context.localIdx; i < c; i += 64) {
            float normed = (x.get(start + i) - mean) / deviation;
            y.set(start + i, (1 + scale.get(i)) * normed + shift.get(i));
        }
    }
}
