package org.flux4j.vector.gradient;

import java.util.Arrays;
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
 * The gradients of an RMS norm, derived in {@code org.flux4j.ref.RmsNormGradient}: with the normalised rows n = x / ρ and g
 * = dy · scale, dx = (g − n · mean(g · n)) / ρ and dScale = Σ_rows dy · n.
 */
final class RmsNormGradient {
    private RmsNormGradient() {}

    static Tensor apply(Tensor dy, Tensor x, Weight scale, float eps, Engine engine) {
        Shapes.gradient("rms_norm", dy.shape(), Shapes.rmsNorm(x.shape(), scale));
        Tensor dx = engine.tensor(x.shape());
        int d = x.dim(-1);
        float[] gain = Widen.borrow(scale, d, 1, engine);
        int rows = Engine.grain(d);
        engine.run(Math.ceilDiv(x.shape().rows(), rows), scratch -> {
            float[] g = scratch.floats(d);
            return task -> {
                float[] elements = x.data();
                int last = Math.min(x.shape().rows(), (task + 1) * rows);
                for (int row = task * rows; row < last; row++) {
                    int at = row * d;
                    double factor = factor(elements, at, d, eps);
                    MultiplyRow.apply(dy.data(), at, gain, 0, g, 0, d);
                    double meanGn = Sums.products(g, 0, elements, at, d, 0) * factor / d;
                    NormalisedRow.gradient(g, 0, 1, elements, at, 0, factor, 0, meanGn, dx.data(), d);
                }
            };
        });
        engine.release(gain);
        return dx;
    }

    static void add(Tensor dy, Tensor x, float eps, float[] dScale, Engine engine) {
        Shapes.gradient("rms_norm", dy.shape(), x.shape());
        int d = x.dim(-1);
        int rows = x.shape().rows();
        float[] mean = engine.borrow(rows);
        float[] factor = engine.borrow(rows);
        engine.over(rows, Engine.grain(d), (from, to) -> {
            Arrays.fill(mean, from, to, 0);
            for (int row = from; row < to; row++) {
                factor[row] = (float) factor(x.data(), row * d, d, eps);
            }
        });
        ColumnSums.addNormalised(dy, x, mean, factor, dScale, engine);
        engine.release(mean);
        engine.release(factor);
    }

    /** Returns 1 / ρ of a row. */
    private static double factor(float[] x, int at, int d, float eps) {
        return 1 / Math.sqrt(Sums.squares(x, at, d, 0) / d + eps);
    }
}
