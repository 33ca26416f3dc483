package org.flux4j.tornado;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A linear layer: y[l, n] = bias[n] + Σ_k x[l, k] · weight[n, k]. The twin of {@code org.flux4j.ref.Linear}; for many
 * tokens, {@link org.flux4j.tornado.tile.Linear} is faster.
 */
final class Linear {
    private static final Kernel KERNEL = Kernel.of("linear", Linear::linear);

    private Linear() {}

    static Tensor apply(Tensor x, Weight weight, Weight bias, Engine engine) {
        Shape y = Shapes.linear(x.shape(), weight, bias);
        int n = weight.dim(0);
        return engine.run(Launch.of(KERNEL)
                .tensor(x)
                .tensor(Params.matrix(weight, engine))
                .tensor(Params.vector(bias, n, 0))
                .result(y)
                .ints(x.dim(0), x.dim(1), n)
                .over(x.dim(0), n));
    }

    static void linear(FloatArray x, FloatArray weight, FloatArray bias, FloatArray y, IntArray sizes) {
        int inputs = sizes.get(1);
        int outputs = sizes.get(2);
        for (@Parallel int l = 0; l < sizes.get(0); l++) {
            for (@Parallel int n = 0; n < outputs; n++) {
                float sum = bias.get(n);
                for (int k = 0; k < inputs; k++) {
                    sum += x.get(l * inputs + k) * weight.get(n * inputs + k);
                }
                y.set(l * outputs + n, sum);
            }
        }
    }
}
