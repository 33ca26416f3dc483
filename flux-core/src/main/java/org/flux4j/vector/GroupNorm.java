package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.row.ChannelFunction;
import org.flux4j.vector.row.ChannelNorm;
import org.flux4j.vector.run.Engine;

/** Layer norm over each group of C / groups channels with all their pixels, then weight[c] and bias[c]. */
final class GroupNorm {
    private GroupNorm() {}

    static Tensor apply(Tensor x, Weight weight, Weight bias, int groups, float eps, Engine engine) {
        Tensor y = engine.tensor(Shapes.groupNorm(x.shape(), weight, bias, groups));
        ChannelNorm norm = new ChannelNorm(x, weight, bias, groups, eps, engine);
        ChannelFunction function = norm::norm;
        engine.run(groups, scratch -> group -> norm.apply(group, function, y.data()));
        norm.release(engine);
        return y;
    }
}
