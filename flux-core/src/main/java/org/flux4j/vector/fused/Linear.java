package org.flux4j.vector.fused;

import java.util.List;
import org.flux4j.op.LinearTerm;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.row.RowFunction;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.tile.Gemm;

/** y = linear(x) + …, where the products are added up before results are written. */
public final class Linear {
    private Linear() {}

    public static Tensor apply(Tensor x, Weight weight, Weight bias, List<LinearTerm> terms, Engine engine) {
        Tensor y = engine.tensor(Shapes.linear(x.shape(), weight, bias, terms));
        Gemm.compute(x, weight, bias, terms, RowFunction::identity, y, engine);
        return y;
    }
}
