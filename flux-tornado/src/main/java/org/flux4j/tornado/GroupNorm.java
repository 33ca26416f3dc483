package org.flux4j.tornado;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A group norm, which normalises each group of channels, with all their pixels, to mean 0 and variance 1: y = (x −
 * mean(group)) / √(var(group) + eps) · weight[c] + bias[c]. The twin of {@code org.flux4j.ref.GroupNorm}: one kernel
 * computes the moments of each group, another one each element.
 */
final class GroupNorm {
    private static final Kernel MOMENTS = Kernel.of("groupMoments", GroupNorm::groupMoments);
    private static final Kernel KERNEL = Kernel.of("groupNorm", GroupNorm::groupNorm);

    private GroupNorm() {}

    static Tensor apply(Tensor x, Weight weight, Weight bias, int groups, float eps, Engine engine) {
        Shapes.groupNorm(x.shape(), weight, bias, groups);
        Tensor moments = engine.run(Launch.of(MOMENTS)
                .tensor(x)
                .result(Shape.of(groups, 2))
                .ints(groups, x.dim(0) / groups * x.dim(1), x.dim(2))
                .floats(eps)
                .over(groups));
        return normalise(x, moments, weight, bias, engine);
    }

    /**
     * Normalises a feature map, of which the moments of each group are known.
     *
     * @param moments the mean of each group and its 1 / √(var + eps), [groups, 2]
     */
    static Tensor normalise(Tensor x, Tensor moments, Weight weight, Weight bias, Engine engine) {
        int count = (int) x.shape().count();
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .tensor(moments)
                .tensor(Params.vector(weight, x.dim(0), 1))
                .tensor(Params.vector(bias, x.dim(0), 0))
                .result(x.shape())
                .ints(count, count / moments.dim(0), x.dim(1) * x.dim(2))
                .over(count));
    }

    /** Computes the mean and 1 / √(var + eps) of each group. Each row is summed by itself: long sums round more. */
    static void groupMoments(FloatArray x, FloatArray moments, IntArray sizes, FloatArray numbers) {
        int rows = sizes.get(1);
        int columns = sizes.get(2);
        for (@Parallel int group = 0; group < sizes.get(0); group++) {
            float sum = 0;
            for (int row = group * rows; row < (group + 1) * rows; row++) {
                float part = 0;
                for (int i = row * columns; i < (row + 1) * columns; i++) {
                    part += x.get(i);
                }
                sum += part;
            }
            float rough = sum / rows / columns;
            float rest = 0;
            for (int row = group * rows; row < (group + 1) * rows; row++) {
                float part = 0;
                for (int i = row * columns; i < (row + 1) * columns; i++) {
                    part += x.get(i) - rough;
                }
                rest += part;
            }
            float mean = rough + rest / rows / columns;
            float squares = 0;
            for (int row = group * rows; row < (group + 1) * rows; row++) {
                float part = 0;
                for (int i = row * columns; i < (row + 1) * columns; i++) {
                    part += (x.get(i) - mean) * (x.get(i) - mean);
                }
                squares += part;
            }
            moments.set(2 * group, mean);
            moments.set(2 * group + 1, 1 / TornadoMath.sqrt(squares / rows / columns + numbers.get(0)));
        }
    }

    static void groupNorm(
            FloatArray x, FloatArray moments, FloatArray weight, FloatArray bias, FloatArray y, IntArray sizes) {
        int size = sizes.get(1);
        int pixels = sizes.get(2);
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            int group = i / size;
            int channel = i / pixels;
            float normed = (x.get(i) - moments.get(2 * group)) * moments.get(2 * group + 1);
            y.set(i, normed * weight.get(channel) + bias.get(channel));
        }
    }
}
