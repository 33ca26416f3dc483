package org.flux4j.tornado.fused;

import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import org.flux4j.tornado.scalar.Activation;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A group norm, then SiLU, with the moments of each group known: y = silu((x − mean) · factor · weight[c] + bias[c]). The
 * scalar twins are {@code org.flux4j.ref.GroupNorm} and {@code Silu}.
 */
public final class GroupNormSilu {
    private static final Kernel KERNEL = Kernel.of("groupNormSilu", GroupNormSilu::groupNormSilu);

    private GroupNormSilu() {}

    /**
     * Returns silu(group_norm(x)).
     *
     * @param moments the mean of each group and its 1 / √(var + eps), [groups, 2]
     */
    public static Tensor apply(Tensor x, Tensor moments, Tensor weight, Tensor bias, Engine engine) {
        int count = (int) x.shape().count();
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .tensor(moments)
                .tensor(weight)
                .tensor(bias)
                .result(x.shape())
                .ints(count, count / moments.dim(0), x.dim(1) * x.dim(2))
                .over(count));
    }

    static void groupNormSilu(
            FloatArray x, FloatArray moments, FloatArray weight, FloatArray bias, FloatArray y, IntArray sizes) {
        int size = sizes.get(1);
        int pixels = sizes.get(2);
        for (@Parallel int i = 0; i < sizes.get(0); i++) {
            int group = i / size;
            int channel = i / pixels;
            float normed = (x.get(i) - moments.get(2 * group)) * moments.get(2 * group + 1);
            y.set(i, Activation.silu(normed * weight.get(channel) + bias.get(channel)));
        }
    }
}
