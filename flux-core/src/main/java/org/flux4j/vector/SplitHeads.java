package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** The channels of every token, distributed to heads: y[h, l, d] = x[l, h·D + d]. */
final class SplitHeads {
    private SplitHeads() {}

    static Tensor apply(Tensor x, int numHeads, Engine engine) {
        Tensor y = engine.tensor(Shapes.splitHeads(x.shape(), numHeads));
        int tokens = x.dim(0);
        int d = y.dim(2);
        engine.over(numHeads * tokens, Engine.grain(d), (from, to) -> {
            float[] channels = x.data();
            float[] split = y.data();
            for (int row = from; row < to; row++) {
                int head = row / tokens;
                int token = row % tokens;
                System.arraycopy(channels, (token * numHeads + head) * d, split, row * d, d);
            }
        });
        return y;
    }
}
