package org.flux4j.vector.conv;

import java.util.Arrays;
import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.row.AffineRow;
import org.flux4j.vector.row.ChannelFunction;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.tile.Tile;

/**
 * A convolution computed as it is defined, by products of matrices.
 *
 * <p>x [C, H, W], weight [O, C, kh, kw], bias [O] or null, y [O, H', W'].
 *
 * <p>The lanes are pixels of y, row by row. A task computes all outputs of some panels of pixels: for one block of
 * channels at a time, {@link Im2col} fills the panels, and the weights are multiplied by them as in a linear layer. No
 * more than the panels of a task is ever copied.
 */
final class DirectConvolution {
    /** The most panels of pixels of a task. */
    private static final int PANELS = 4;

    /**
     * The approximate number of rows of a panel that are filled at a time; with OUTPUTS rows of weights they fit the
     * second cache.
     */
    private static final int BLOCK = 512;

    /**
     * Outputs that are multiplied by all panels of a task before the next ones are. A multiple of the rows of a tile.
     */
    private static final int OUTPUTS = 96;

    /** Added to rows of weights, which could otherwise be a power of two apart and share few lines of the cache. */
    private static final int SKEW = 16;

    private final Tensor x;
    private final Weight weight;
    private final float[] weights;
    private final int rowW;
    private final float[] bias;
    private final int stride;
    private final Padding padding;
    private final Tensor y;
    private final int outputs;
    private final int pixels;
    private final int taps;
    private final int step; // channels of a block
    private final int inputSize; // the distance of panels of the input
    private final int sumsSize; // the distance of panels of sums

    private DirectConvolution(
            Tensor x, Weight weight, float[] weights, int rowW, float[] bias, int stride, Padding padding, Tensor y) {
        this.x = x;
        this.weight = weight;
        this.weights = weights;
        this.rowW = rowW;
        this.bias = bias;
        this.stride = stride;
        this.padding = padding;
        this.y = y;
        this.outputs = y.dim(0);
        this.pixels = y.dim(1) * y.dim(2);
        this.taps = weight.dim(2) * weight.dim(3);
        this.step = Math.max(1, BLOCK / taps);
        this.inputSize = step * taps * Tile.COLUMNS;
        this.sumsSize = Tile.fill(outputs) * Tile.COLUMNS;
    }

    static void compute(
            Tensor x,
            ChannelFunction prologue,
            Weight weight,
            Weight bias,
            int stride,
            Padding padding,
            Tensor y,
            Engine engine) {
        int outputs = weight.dim(0);
        int k = weight.dim(1) * weight.dim(2) * weight.dim(3);
        int rowW = k + SKEW;
        float[] weights = engine.borrow(Tile.fill(outputs) * rowW);
        engine.run(outputs, scratch -> output -> Widen.read(weight, (long) output * k, weights, output * rowW, k));

        float[] offsets = Widen.borrow(bias, outputs, 0, engine);
        DirectConvolution conv = new DirectConvolution(x, weight, weights, rowW, offsets, stride, padding, y);
        int panels = Math.ceilDiv(conv.pixels, Tile.COLUMNS);
        int spans = Math.max(Math.ceilDiv(panels, PANELS), Math.min(panels, engine.threads()));
        engine.run(spans, scratch -> {
            int most = Math.ceilDiv(panels, spans);
            float[] input = scratch.floats(most * conv.inputSize);
            float[] sums = scratch.floats(most * conv.sumsSize);
            int windowSize = Im2col.windowSize(weight.dim(2), weight.dim(3), stride, y.dim(2), most * Tile.COLUMNS);
            Window window = new Window(x, prologue, windowSize, scratch);
            return span -> conv.compute(panels * span / spans, panels * (span + 1) / spans, window, input, sums);
        });
        engine.release(weights);
        engine.release(offsets);
    }

    /** Computes all outputs of the pixels of panels {@code first} to {@code last} (exclusive). */
    private void compute(int first, int last, Window window, float[] input, float[] sums) {
        int channels = x.dim(0);
        Im2col columns = new Im2col(
                window,
                weight.dim(2),
                weight.dim(3),
                stride,
                padding,
                y.dim(2),
                first * Tile.COLUMNS,
                last * Tile.COLUMNS);
        Arrays.fill(sums, 0, (last - first) * sumsSize, 0);
        for (int channel = 0; channel < channels; channel += step) {
            int count = Math.min(step, channels - channel);
            columns.fill(channel, count, input, inputSize);
            for (int output = 0; output < outputs; output += OUTPUTS) {
                int atW = output * rowW + channel * taps;
                int rows = Math.min(OUTPUTS, outputs - output);
                for (int panel = 0; panel < last - first; panel++) {
                    int atSums = panel * sumsSize + output * Tile.COLUMNS;
                    Tile.addAll(weights, atW, rowW, rows, input, panel * inputSize, count * taps, sums, atSums);
                }
            }
        }
        for (int panel = first; panel < last; panel++) {
            write(sums, (panel - first) * sumsSize, panel * Tile.COLUMNS);
        }
    }

    private void write(float[] sums, int at, int pixel) {
        int count = Math.min(Tile.COLUMNS, pixels - pixel);
        float[] elements = y.data();
        for (int output = 0; output < outputs; output++) {
            AffineRow.apply(
                    sums, at + output * Tile.COLUMNS, 1, bias[output], elements, output * pixels + pixel, count);
        }
    }
}
