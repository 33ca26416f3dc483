package org.flux4j.tornado.tile;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The mean and 1 / √(var + eps) of each group of channels. Groups of items compute the moments of parts of it, in order
 * that there be enough of them for a device; a second kernel joins the parts: mean = Σ n·mean(part) / Σ n, and var =
 * Σ (squares(part) + n · (mean(part) − mean)²) / Σ n, with n elements and the squared deviations of each part. The scalar
 * twin is the first half of {@code org.flux4j.ref.GroupNorm}.
 *
 * <p>Source: Chan, Golub, LeVeque, "Algorithms for Computing the Sample Variance", The American Statistician 37 (1983).
 */
public final class GroupMoments {
    private static final Kernel PARTS = Kernel.of("momentsOfParts", GroupMoments::momentsOfParts);
    private static final Kernel JOIN = Kernel.of("joinMoments", GroupMoments::joinMoments);

    /** The number of elements of a part. */
    private static final int PART = 4096;

    private GroupMoments() {}

    /** Returns the moments of each group of channels of a feature map, [groups, 2]. */
    public static Tensor apply(Tensor x, int groups, float eps, Engine engine) {
        int size = Math.toIntExact(x.shape().count() / groups);
        int parts = Math.ceilDiv(size, PART);
        Tensor moments = engine.run(Launch.of(PARTS)
                .context()
                .tensor(x)
                .result(Shape.of(groups * parts, 2))
                .ints(size, PART)
                .groups(parts, groups, GroupSum.ITEMS, 1));
        return engine.run(Launch.of(JOIN)
                .tensor(moments)
                .result(Shape.of(groups, 2))
                .ints(groups, parts, size, PART)
                .floats(eps)
                .over(parts == 0 ? 0 : groups));
    }

    static void momentsOfParts(KernelContext context, FloatArray x, FloatArray moments, IntArray sizes) {
        int size = sizes.get(0);
        int from = context.groupIdx * sizes.get(1);
        int count = size - from < sizes.get(1) ? size - from : sizes.get(1);
        int start = context.groupIdy * size + from;
        int parts = (size + sizes.get(1) - 1) / sizes.get(1);
        int part = context.groupIdy * parts + context.groupIdx;
        float[] shared = context.allocateFloatLocalArray(64);
        float mean = RowMoments.mean(context, shared, x, start, count);
        float squares = RowMoments.squares(context, shared, x, start, count, mean);
        if (context.localIdx == 0) {
            moments.set(2 * part, mean);
            moments.set(2 * part + 1, squares);
        }
    }

    static void joinMoments(FloatArray parts, FloatArray moments, IntArray sizes, FloatArray numbers) {
        int count = sizes.get(1);
        int size = sizes.get(2);
        int full = sizes.get(3);
        for (@Parallel int group = 0; group < sizes.get(0); group++) {
            int last = size - (count - 1) * full; // elements of the last part
            float first = parts.get(2 * group * count);
            float sum = 0;
            for (int i = 0; i < count; i++) {
                int n = i == count - 1 ? last : full;
                sum += n * (parts.get(2 * (group * count + i)) - first);
            }
            float mean = first + sum / size;
            float squares = 0;
            for (int i = 0; i < count; i++) {
                int n = i == count - 1 ? last : full;
                float shift = parts.get(2 * (group * count + i)) - mean;
                squares += parts.get(2 * (group * count + i) + 1) + n * shift * shift;
            }
            moments.set(2 * group, mean);
            moments.set(2 * group + 1, 1 / TornadoMath.sqrt(squares / size + numbers.get(0)));
        }
    }
}
