package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.RmsNormRow;
import org.flux4j.vector.run.Engine;

/** y = x / √(mean(x²) + eps) · scale over the last axis. */
final class RmsNorm {
    private RmsNorm() {}

    static Tensor apply(Tensor x, Weight scale, float eps, Engine engine) {
        Tensor y = engine.tensor(Shapes.rmsNorm(x.shape(), scale));
        int c = x.dim(-1);
        float[] factor = Widen.borrow(scale, c, 1, engine);
        engine.overRows(x, (from, to) -> {
            float[] elements = x.data();
            float[] normed = y.data();
            for (int at = from; at < to; at += c) {
                RmsNormRow.apply(elements, at, factor, eps, normed, at, c);
            }
        });
        engine.release(factor);
        return y;
    }
}
