package org.flux4j.tornado.tile;

import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A linear layer in tiles: y[l, n] = bias[n] + Σ_k x[l, k] · weight[n, k]. The scalar twin is {@code
 * org.flux4j.ref.Linear}.
 */
public final class Linear {
    private static final Kernel KERNEL = Kernel.of("linearTiles", Linear::linearTiles);

    private Linear() {}

    /** Returns x · weightᵀ + bias. */
    public static Tensor apply(Tensor x, Tensor weight, Tensor bias, Engine engine) {
        return engine.run(LinearTile.launch(KERNEL, x, weight, bias));
    }

    static void linearTiles(
            KernelContext context, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y, IntArray sizes) {
        float[] sums = new float[16];
        LinearTile.sum(context, x, weight, sizes, sums);
        for (int i = 0; i < 16; i++) {
            int token = LinearTile.token(context, i);
            int output = LinearTile.output(context, i);
            if (token < sizes.get(0) && output < sizes.get(2)) {
                y.set(token * sizes.get(2) + output, sums[i] + bias.get(output));
            }
        }
    }
}
