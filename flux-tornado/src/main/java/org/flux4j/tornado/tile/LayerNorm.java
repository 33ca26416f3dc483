package org.flux4j.tornado.tile;

import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A layer norm, of which a group of items computes a row: y = (x − mean(x)) / √(var(x) + eps) · weight + bias. The scalar
 * twin is {@code org.flux4j.ref.LayerNorm}.
 */
public final class LayerNorm {
    private static final Kernel KERNEL = Kernel.of("layerNormGroups", LayerNorm::layerNormGroups);

    private LayerNorm() {}

    /** Returns (x − mean(x)) / √(var(x) + eps) · weight + bias, for each row. */
    public static Tensor apply(Tensor x, Tensor weight, Tensor bias, float eps, Engine engine) {
        return engine.run(Launch.of(KERNEL)
                .context()
                .tensor(x)
                .tensor(weight)
                .tensor(bias)
                .result(x.shape())
                .ints(x.dim(1))
                .floats(eps)
                .groups(x.dim(0), 1, GroupSum.ITEMS, 1));
    }

    static void layerNormGroups(
            KernelContext context,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
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
            y.set(start + i, (x.get(start + i) - mean) / deviation * weight.get(i) + bias.get(i));
        }
    }
}
