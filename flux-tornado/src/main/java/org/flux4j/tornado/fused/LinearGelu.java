package org.flux4j.tornado.fused;

import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.scalar.Activation;
import org.flux4j.tornado.tile.LinearTile;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A linear layer in tiles, then {@code gelu_tanh}: y = gelu_tanh(x · weightᵀ + bias). The scalar twins are {@code
 * org.flux4j.ref.Linear} and {@code GeluTanh}.
 */
public final class LinearGelu {
    private static final Kernel KERNEL = Kernel.of("linearGelu", LinearGelu::linearGelu);

    private LinearGelu() {}

    /** Returns gelu_tanh(x · weightᵀ + bias). */
    public static Tensor apply(Tensor x, Tensor weight, Tensor bias, Engine engine) {
        return engine.run(LinearTile.launch(KERNEL, x, weight, bias));
    }

    static void linearGelu(
            KernelContext context, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y, IntArray sizes) {
        float[] sums = new float[16];
        LinearTile.sum(context, x, weight, sizes, sums);
        for (int i = 0; i < 16; i++) {
            int token = LinearTile.token(context, i);
            int output = LinearTile.output(context, i);
            if (token < sizes.get(0) && output < sizes.get(2)) {
                y.set(token * sizes.get(2) + output, Activation.geluTanh(sums[i] + bias.get(output)));
            }
        }
    }
}
