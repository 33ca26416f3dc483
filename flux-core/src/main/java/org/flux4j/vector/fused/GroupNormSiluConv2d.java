package org.flux4j.vector.fused;

import org.flux4j.op.Padding;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.conv.Convolution;
import org.flux4j.vector.row.ChannelNorm;
import org.flux4j.vector.run.Engine;

/**
 * y = conv2d(silu(group_norm(x))): the convolution normalises its input while it loads it, so no normalised map is
 * made.
 */
public final class GroupNormSiluConv2d {
    private GroupNormSiluConv2d() {}

    public static Tensor apply(
            Tensor x,
            Weight normWeight,
            Weight normBias,
            int groups,
            float eps,
            Weight weight,
            Weight bias,
            Padding padding,
            Engine engine) {
        Shapes.groupNorm(x.shape(), normWeight, normBias, groups);
        Tensor y = engine.tensor(Shapes.conv2d(x.shape(), weight, bias, 1, padding));
        ChannelNorm norm = new ChannelNorm(x, normWeight, normBias, groups, eps, engine);
        engine.run(groups, scratch -> group -> norm.measure(group));
        Convolution.compute(x, norm::normSilu, weight, bias, 1, padding, y, engine);
        norm.release(engine);
        return y;
    }
}
