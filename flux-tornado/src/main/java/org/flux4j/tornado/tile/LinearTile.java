package org.flux4j.tornado.tile;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * The sums of a linear layer in tiles: a group of 16 × 16 items computes 64 tokens by 64 outputs, 4 × 4 in the registers of
 * each item. The group reads 64 × 16 elements of x and of the weight into memory that it shares, so that each is read once
 * from the memory of the device instead of 64 times.
 */
public final class LinearTile {
    private static final int TILE = 64;
    private static final int ITEMS = 16;

    private LinearTile() {}

    /** Returns the call of a kernel that takes x, weight, bias, y and the number of tokens, of inputs and of outputs. */
    public static Launch launch(Kernel kernel, Tensor x, Tensor weight, Tensor bias) {
        int l = x.dim(0);
        int n = weight.dim(0);
        return Launch.of(kernel)
                .context()
                .tensor(x)
                .tensor(weight)
                .tensor(bias)
                .result(Shape.of(l, n))
                .ints(l, x.dim(1), n)
                .groups(Math.ceilDiv(n, TILE), Math.ceilDiv(l, TILE), ITEMS, ITEMS);
    }

    /**
     * Computes an item's 16 sums: sums[i] = Σ_k x[token(i), k] · weight[output(i), k]. Those of tokens or outputs that do
     * not exist are 0.
     *
     * @param sizes the number of tokens, of inputs and of outputs
     */
    public static void sum(KernelContext context, FloatArray x, FloatArray weight, IntArray sizes, float[] sums) {
        int tokens = sizes.get(0);
        int inputs = sizes.get(1);
        int outputs = sizes.get(2);
        int item = context.localIdy * 16 + context.localIdx;
        float[] xTile = context.allocateFloatLocalArray(1024); // [16, 64]
        float[] weightTile = context.allocateFloatLocalArray(1024); // [16, 64]
        for (int i = 0; i < 16; i++) {
            sums[i] = 0;
        }
        for (int from = 0; from < inputs; from += 16) {
            for (int i = 0; i < 4; i++) {
                int place = item + 256 * i;
                int k = from + place % 16;
                int token = context.groupIdy * 64 + place / 16;
                int output = context.groupIdx * 64 + place / 16;
                float xElement = 0;
                float weightElement = 0;
                if (k < inputs) {
                    if (token < tokens) {
                        xElement = x.get(token * inputs + k);
                    }
                    if (output < outputs) {
                        weightElement = weight.get(output * inputs + k);
                    }
                }
                xTile[place % 16 * 64 + place / 16] = xElement;
                weightTile[place % 16 * 64 + place / 16] = weightElement;
            }
            context.localBarrier();
            for (int k = 0; k < 16; k++) {
                int left = k * 64 + context.localIdy * 4;
                int right = k * 64 + context.localIdx * 4;
                for (int i = 0; i < 16; i++) {
                    sums[i] += xTile[left + i / 4] * weightTile[right + i % 4];
                }
            }
            context.localBarrier();
        }
    }

    /** Returns the token that the i-th sum of an item belongs to. */
    public static int token(KernelContext context, int i) {
        return context.groupIdy * 64 + context.localIdy * 4 + i / 4;
    }

    /** Returns the output that the i-th sum of an item belongs to. */
    public static int output(KernelContext context, int i) {
        return context.groupIdx * 64 + context.localIdx * 4 + i % 4;
    }
}
