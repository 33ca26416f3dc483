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
 * An RMS norm, of which a group of items computes a row: y = x / √(mean(x²) + eps) · scale. The scalar twin is {@code
 * org.flux4j.ref.RmsNorm}.
 */
public final class RmsNorm {
    private static final Kernel KERNEL = Kernel.of("rmsNormGroups", RmsNorm::rmsNormGroups);

    private RmsNorm() {}

    /** Returns x / √(mean(x²) + eps) · scale, for each row. */
    public static Tensor apply(Tensor x, Tensor scale, float eps, Engine engine) {
        return engine.run(Launch.of(KERNEL)
                .context()
                .tensor(x)
                .tensor(scale)
                .result(x.shape())
                .ints(x.dim(-1))
                .floats(eps)
                .groups(x.shape().rows(), 1, GroupSum.ITEMS, 1));
    }

    static void rmsNormGroups(
            KernelContext context, FloatArray x, FloatArray scale, FloatArray y, IntArray sizes, FloatArray numbers) {
        int d = sizes.get(0);
        int start = context.groupIdx * d;
        float[] shared = context.allocateFloatLocalArray(64);
        float squares = 0;
        for (int i = context.localIdx; i < d; i += 64) {
            squares += x.get(start + i) * x.get(start + i);
        }
        float rms = TornadoMath.sqrt(GroupSum.of(context, shared, squares) / d + numbers.get(0));
        for (int i = context.localIdx; i < d; i += 64) {
            y.set(start + i, x.get(start + i) / rms * scale.get(i));
        }
    }
}
