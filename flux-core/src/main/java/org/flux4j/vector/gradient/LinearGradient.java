package org.flux4j.vector.gradient;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.AddRow;
import org.flux4j.vector.row.ColumnSums;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.tile.Product;
import org.flux4j.vector.tile.Transposition;

/**
 * The gradients of a linear layer, derived in {@code org.flux4j.ref.LinearGradient}: dx = dy · weight, dWeight = dyᵀ · x
 * and dBias = Σ_l dy[l]. The lanes of both products are along K, so that dy alone is transposed.
 */
final class LinearGradient {
    private LinearGradient() {}

    static Tensor apply(Tensor dy, Weight weight, Engine engine) {
        int l = dy.dim(0);
        int k = weight.dim(1);
        int n = weight.dim(0);
        Shape x = Shape.of(l, k);
        Shapes.gradient("linear", dy.shape(), Shapes.linear(x, weight, null));
        Tensor dx = engine.tensor(x);
        new Product(dy.storage(), n, l, n, k, System::arraycopy, dx.storage())
                .compute((row, to, at) -> Widen.read(weight, (long) row * k, to, at, k), engine);
        return dx;
    }

    static void add(Tensor dy, Tensor x, float[] dWeight, float[] dBias, Engine engine) {
        int l = x.dim(0);
        int k = x.dim(1);
        int n = dy.dim(1);
        Shapes.gradient("linear", dy.shape(), Shape.of(l, n));
        if (dWeight != null) {
            float[] transposed = engine.borrow(n * l);
            engine.over(
                    n,
                    Engine.grain(l),
                    (from, to) -> Transposition.apply(dy.data(), from, n, l, to - from, transposed, from * l, l));
            new Product(() -> transposed, l, n, l, k, AddRow::accumulate, () -> dWeight)
                    .compute((row, to, at) -> System.arraycopy(x.data(), row * k, to, at, k), engine);
            engine.release(transposed);
        }
        if (dBias != null) {
            ColumnSums.add(dy, () -> dBias, engine);
        }
    }
}
