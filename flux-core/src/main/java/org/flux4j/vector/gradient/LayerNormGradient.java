package org.flux4j.vector.gradient;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.ColumnSums;
import org.flux4j.vector.row.MultiplyRow;
import org.flux4j.vector.row.NormalisedRow;
import org.flux4j.vector.row.Sums;
import org.flux4j.vector.run.Engine;

/**
 * The gradients of a layer norm, derived in {@code org.flux4j.ref.LayerNormGradient}: with the normalised rows n and g = dy
 * · weight, dx = (g − mean(g) − n · mean(g · n)) / σ, dWeight = Σ_l dy[l] · n[l] and dBias = Σ_l dy[l].
 */
final class LayerNormGradient {
    private LayerNormGradient() {}

    static Tensor apply(Tensor dy, Tensor x, Weight weight, float eps, Engine engine) {
        Shapes.gradient("layer_norm", dy.shape(), Shapes.layerNorm(x.shape(), weight, null));
        Tensor dx = engine.tensor(x.shape());
        int c = x.dim(1);
        float[] gain = Widen.borrow(weight, c, 1, engine);
        engine.run(x.dim(0), scratch -> {
            float[] g = scratch.floats(c);
            return row -> {
                float[] elements = x.data();
                int at = row * c;
                float mean = mean(elements, at, c);
                double factor = factor(elements, at, c, mean, eps);
                MultiplyRow.apply(dy.data(), at, gain, 0, g, 0, c);
                double meanG = Sums.sum(g, 0, c) / c;
                double meanGn = Sums.products(g, 0, elements, at, c, mean) * factor / c;
                NormalisedRow.gradient(g, 0, 1, elements, at, mean, factor, meanG, meanGn, dx.data(), c);
            };
        });
        engine.release(gain);
        return dx;
    }

    static void add(Tensor dy, Tensor x, float eps, float[] dWeight, float[] dBias, Engine engine) {
        Shapes.gradient("layer_norm", dy.shape(), Shapes.layerNorm(x.shape(), null, null));
        int c = x.dim(1);
        if (dWeight != null) {
            float[] mean = engine.borrow(x.dim(0));
            float[] factor = engine.borrow(x.dim(0));
            engine.over(x.dim(0), Engine.grain(c), (from, to) -> {
                for (int row = from; row < to; row++) {
                    mean[row] = mean(x.data(), row * c, c);
                    factor[row] = (float) factor(x.data(), row * c, c, mean[row], eps);
                }
            });
            ColumnSums.addNormalised(dy, x, mean, factor, dWeight, engine);
            engine.release(mean);
            engine.release(factor);
        }
        if (dBias != null) {
            ColumnSums.add(dy, () -> dBias, engine);
        }
    }

    private static float mean(float[] x, int at, int c) {
        return (float) (Sums.sum(x, at, c) / c);
    }

    /** Returns 1 / σ of a row. */
    private static double factor(float[] x, int at, int c, float mean, float eps) {
        return 1 / Math.sqrt(Sums.squares(x, at, c, mean) / c + eps);
    }
}
