package org.flux4j.vector.fused;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.row.ChannelFunction;
import org.flux4j.vector.row.ChannelNorm;
import org.flux4j.vector.run.Engine;

/** y = silu(group_norm(x)), both while a channel is normalised. */
public final class GroupNormSilu {
    private GroupNormSilu() {}

    public static Tensor apply(Tensor x, Weight weight, Weight bias, int groups, float eps, Engine engine) {
        Tensor y = engine.tensor(Shapes.groupNorm(x.shape(), weight, bias, groups));
        ChannelNorm norm = new ChannelNorm(x, weight, bias, groups, eps, engine);
        ChannelFunction function = norm::normSilu;
        engine.run(groups, scratch -> group -> norm.apply(group, function, y.data()));
        norm.release(engine);
        return y;
    }
}
