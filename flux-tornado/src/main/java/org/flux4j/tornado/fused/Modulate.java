package org.flux4j.tornado.fused;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A layer norm without weights, then a scale and a shift: y = (1 + scale) · layer_norm(x) + shift, in one kernel. A group of
 * 64 items computes a row: each item sums every 64th element, and the sums are added in pairs in memory that the group
 * shares.
 */
public final class Modulate {
    private static final Kernel KERNEL = Kernel.of("modulate", Modulate::modulate);
    private static final int ITEMS = 64;

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
                .groups(x.dim(0), x.dim(1) == 0 ? 0 : 1, ITEMS, 1));
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
        int item = context.localIdx;
        int start = context.groupIdx * c;
        float[] sums = context.allocateFloatLocalArray(64);
        float first = x.get(start); // sums of deviations from an element round less than sums of elements
        float sum = 0;
        for (int i = item; i < c; i += 64) {
            sum += x.get(start + i) - first;
        }
        sums[item] = sum;
        for (int half = 32; half > 0; half = half / 2) {
            context.localBarrier();
            if (item < half) {
                sums[item] += sums[item + half];
            }
        }
        context.localBarrier();
        float mean = first + sums[0] / c;
        context.localBarrier();
        float squares = 0;
        for (int i = item; i < c; i += 64) {
            float deviation = x.get(start + i) - mean;
            squares += deviation * deviation;
        }
        sums[item] = squares;
        for (int half = 32; half > 0; half = half / 2) {
            context.localBarrier();
            if (item < half) {
                sums[item] += sums[item + half];
            }
        }
        context.localBarrier();
        float deviation = TornadoMath.sqrt(sums[0] / c + numbers.get(0));
        for (int i = item; i < c; i += 64) {
            float normed = (x.get(start + i) - mean) / deviation;
            y.set(start + i, (1 + scale.get(i)) * normed + shift.get(i));
        }
    }
}
