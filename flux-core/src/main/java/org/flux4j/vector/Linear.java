package org.flux4j.vector;

import java.util.List;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.row.RowFunction;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.tile.Gemm;

/** A linear layer: y[l, n] = bias[n] + Σ_k x[l, k] · weight[n, k]. */
final class Linear {
    private Linear() {}

    static Tensor apply(Tensor x, Weight weight, Weight bias, Engine engine) {
        Tensor y = engine.tensor(Shapes.linear(x.shape(), weight, bias));
        Gemm.compute(x, weight, bias, List.of(), RowFunction::identity, y, engine);
        return y;
    }
}
