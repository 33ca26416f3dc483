package org.flux4j.vector.fused;

import java.util.List;
import org.flux4j.op.LinearTerm;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.row.GeluTanhRow;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.tile.Gemm;

/** y = gelu_tanh(linear(x)), with added products or without, applied to results before they are written. */
public final class LinearGelu {
    private LinearGelu() {}

    public static Tensor apply(Tensor x, Weight weight, Weight bias, List<LinearTerm> terms, Engine engine) {
        Tensor y = engine.tensor(Shapes.linear(x.shape(), weight, bias, terms));
        Gemm.compute(x, weight, bias, terms, GeluTanhRow::apply, y, engine);
        return y;
    }
}
