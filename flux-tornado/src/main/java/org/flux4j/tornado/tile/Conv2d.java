package org.flux4j.tornado.tile;

import org.flux4j.op.Padding;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A convolution in tiles: a group of 16 × 16 items computes 64 output channels by 64 pixels, as {@link LinearTile} does,
 * with the elements of the window in place of the inputs. The scalar twin is {@code org.flux4j.ref.Conv2d}.
 */
public final class Conv2d {
    private static final Kernel KERNEL = Kernel.of("conv2dTiles", Conv2d::conv2dTiles);
    private static final int TILE = 64;
    private static final int ITEMS = 16;

    private Conv2d() {}

    /**
     * Returns the convolution.
     *
     * @param y the shape of the result
     */
    public static Tensor apply(
            Tensor x, Tensor weight, Tensor bias, int stride, Padding padding, Shape y, Engine engine) {
        int pixels = y.dim(1) * y.dim(2);
        return engine.run(Launch.of(KERNEL)
                .context()
                .tensor(x)
                .tensor(weight)
                .tensor(bias)
                .result(y)
                .ints(Window.sizes(x.shape(), weight.shape(), stride, padding, y))
                .groups(Math.ceilDiv(pixels, TILE), Math.ceilDiv(y.dim(0), TILE), ITEMS, ITEMS));
    }

    static void conv2dTiles(
            KernelContext context, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y, IntArray sizes) {
        int outputs = sizes.get(3);
        int pixels = sizes.get(4);
        int inputs = sizes.get(0) * sizes.get(6) * sizes.get(7); // elements of the window
        int item = context.localIdy * 16 + context.localIdx;
        float[] weightTile = context.allocateFloatLocalArray(1024); // [16, 64]
        float[] windowTile = context.allocateFloatLocalArray(1024); // [16, 64]
        float[] sums = new float[16];
        for (int i = 0; i < 16; i++) {
            sums[i] = 0;
        }
        for (int from = 0; from < inputs; from += 16) {
            for (int i = 0; i < 4; i++) {
                int place = item + 256 * i;
                int k = from + place % 16;
                int output = context.groupIdy * 64 + place / 16;
                float element = 0;
                if (k < inputs && output < outputs) {
                    element = weight.get(output * inputs + k);
                }
                weightTile[place % 16 * 64 + place / 16] = element;
                windowTile[place] = Window.element(x, from + place / 64, context.groupIdx * 64 + place % 64, sizes);
            }
            context.localBarrier();
            for (int k = 0; k < 16; k++) {
                int left = k * 64 + context.localIdy * 4;
                int right = k * 64 + context.localIdx * 4;
                for (int i = 0; i < 16; i++) {
                    sums[i] += weightTile[left + i / 4] * windowTile[right + i % 4];
                }
            }
            context.localBarrier();
        }
        for (int i = 0; i < 16; i++) {
            int output = context.groupIdy * 64 + context.localIdy * 4 + i / 4;
            int pixel = context.groupIdx * 64 + context.localIdx * 4 + i % 4;
            if (output < outputs && pixel < pixels) {
                y.set(output * pixels + pixel, sums[i] + bias.get(output));
            }
        }
    }
}
