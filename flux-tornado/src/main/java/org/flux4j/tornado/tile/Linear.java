package org.flux4j.tornado.tile;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A linear layer in tiles: a group of 16 × 16 items computes 64 tokens by 64 outputs, 4 × 4 in the registers of each item.
 * The group reads 64 × 16 elements of x and of the weight into memory that it shares, so that each is read once from the
 * memory of the device instead of 64 times. The scalar twin is {@code org.flux4j.ref.Linear}.
 */
public final class Linear {
    private static final Kernel KERNEL = Kernel.of("linearTiles", Linear::linearTiles);
    private static final int TILE = 64;
    private static final int ITEMS = 16;

    private Linear() {}

    /** Returns y = x · weightᵀ + bias. */
    public static Tensor apply(Tensor x, Tensor weight, Tensor bias, Engine engine) {
        int l = x.dim(0);
        int n = weight.dim(0);
        return engine.run(Launch.of(KERNEL)
                .context()
                .tensor(x)
                .tensor(weight)
                .tensor(bias)
                .result(Shape.of(l, n))
                .ints(l, x.dim(1), n)
                .groups(Math.ceilDiv(n, TILE), Math.ceilDiv(l, TILE), ITEMS, ITEMS));
    }

    static void linearTiles(
            KernelContext context, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y, IntArray sizes) {
        int rows = sizes.get(0);
        int inputs = sizes.get(1);
        int outputs = sizes.get(2);
        int item = context.localIdy * 16 + context.localIdx;
        int firstRow = context.groupIdy * 64;
        int firstOutput = context.groupIdx * 64;
        float[] xTile = context.allocateFloatLocalArray(1024); // [16, 64]
        float[] weightTile = context.allocateFloatLocalArray(1024); // [16, 64]
        float[] sums = new float[16];
        for (int i = 0; i < 16; i++) {
            sums[i] = 0;
        }
        for (int from = 0; from < inputs; from += 16) {
            for (int i = 0; i < 4; i++) {
                int place = item + 256 * i;
                int k = from + place % 16;
                int row = firstRow + place / 16;
                int output = firstOutput + place / 16;
                float left = 0;
                float right = 0;
                if (k < inputs) {
                    if (row < rows) {
                        left = x.get(row * inputs + k);
                    }
                    if (output < outputs) {
                        right = weight.get(output * inputs + k);
                    }
                }
                xTile[place % 16 * 64 + place / 16] = left;
                weightTile[place % 16 * 64 + place / 16] = right;
            }
            context.localBarrier();
            for (int k = 0; k < 16; k++) {
                int left = k * 64 + context.localIdy * 4;
                int right = k * 64 + context.localIdx * 4;
                for (int i = 0; i < 4; i++) {
                    for (int j = 0; j < 4; j++) {
                        sums[4 * i + j] += xTile[left + i] * weightTile[right + j];
                    }
                }
            }
            context.localBarrier();
        }
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                int row = firstRow + context.localIdy * 4 + i;
                int output = firstOutput + context.localIdx * 4 + j;
                if (row < rows && output < outputs) {
                    y.set(row * outputs + output, sums[4 * i + j] + bias.get(output));
                }
            }
        }
    }
}
