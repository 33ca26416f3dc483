package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.LayerNormRow;
import org.flux4j.vector.run.Engine;

/** y = (x − mean(x)) / √(var(x) + eps) · weight + bias over the last axis. */
final class LayerNorm {
    private LayerNorm() {}

    static Tensor apply(Tensor x, Weight weight, Weight bias, float eps, Engine engine) {
        Tensor y = engine.tensor(Shapes.layerNorm(x.shape(), weight, bias));
        int c = x.dim(1);
        float[] factor = Widen.borrow(weight, c, 1, engine);
        float[] offset = Widen.borrow(bias, c, 0, engine);
        engine.overRows(x, (from, to) -> LayerNormRow.applyAll(x.data(), from, to, eps, factor, offset, y.data(), c));
        engine.release(factor);
        engine.release(offset);
        return y;
    }
}
