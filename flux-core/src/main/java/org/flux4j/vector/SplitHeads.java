package org.flux4j.vector;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/** The channels of every token dealt out to heads: y[h, l, d] = x[l, h·D + d]. */
final class SplitHeads {
    private SplitHeads() {}

    static Tensor apply(Tensor x, Shape shape, Engine engine) {
        Tensor y = engine.tensor(shape);
        int heads = shape.dim(0);
        int tokens = shape.dim(1);
        int d = shape.dim(2);
        engine.over(heads * tokens, Engine.grain(d), (from, to) -> {
            for (int row = from; row < to; row++) {
                int head = row / tokens;
                int token = row % tokens;
                System.arraycopy(x.data(), (token * heads + head) * d, y.data(), row * d, d);
            }
        });
        return y;
    }
}
