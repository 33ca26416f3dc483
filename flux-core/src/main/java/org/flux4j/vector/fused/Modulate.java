package org.flux4j.vector.fused;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.AffineRow;
import org.flux4j.vector.row.LayerNormRow;
import org.flux4j.vector.run.Engine;

/** y = (1 + scale) · layer_norm(x) + shift, in one pass. */
public final class Modulate {
    private Modulate() {}

    public static Tensor apply(Tensor x, Tensor shift, Tensor scale, float eps, Engine engine) {
        Tensor y = engine.tensor(Shapes.modulate(x.shape(), shift.shape(), scale.shape()));
        int c = x.dim(1);
        float[] factor = engine.borrow(c);
        engine.run(1, scratch -> task -> AffineRow.apply(scale.data(), 0, 1, 1, factor, 0, c));
        engine.overRows(
                x, (from, to) -> LayerNormRow.applyAll(x.data(), from, to, eps, factor, shift.data(), y.data(), c));
        engine.release(factor);
        return y;
    }
}
