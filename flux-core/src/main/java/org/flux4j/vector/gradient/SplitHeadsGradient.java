package org.flux4j.vector.gradient;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** The gradient of the split of channels into heads, which merges them: dx[l, h·D + d] = dy[h, l, d]. */
final class SplitHeadsGradient {
    private SplitHeadsGradient() {}

    static Tensor apply(Tensor dy, Engine engine) {
        Tensor dx = engine.tensor(Shapes.mergedHeads(dy.shape()));
        int heads = dy.dim(0);
        int tokens = dy.dim(1);
        int d = dy.dim(2);
        engine.over(tokens, Engine.grain(heads * d), (from, to) -> {
            float[] split = dy.data();
            float[] merged = dx.data();
            for (int token = from; token < to; token++) {
                for (int head = 0; head < heads; head++) {
                    System.arraycopy(split, (head * tokens + token) * d, merged, (token * heads + head) * d, d);
                }
            }
        });
        return dx;
    }
}
