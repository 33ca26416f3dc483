package org.flux4j.vector;

import java.util.Arrays;
import org.flux4j.op.Padding;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A convolution over a feature map: y[o, i, j] = bias[o] + Σ_{c,u,v} weight[o, c, u, v] · x[c, i·stride + u − top,
 * j·stride + v − left], with x zero outside.
 *
 * <p>x [C, H, W], weight [O, C, kh, kw], bias [O] or null, y [O, H', W'].
 *
 * <p>The lanes are pixels of y, row after row. A task computes all outputs of some panels of pixels: for a block of
 * channels at a time, {@link Neighbours} fills the panels with what the kernel sees around the pixels, and the weights, as
 * they are stored, meet them like those of a linear layer. So no more than the panels of a task is ever copied.
 */
final class Conv2d {
    /** The most panels of pixels of a task. */
    private static final int PANELS = 4;

    /** About so many rows of a panel are filled at a time; with the next, they fit the second cache. */
    private static final int BLOCK = 512;

    /** So many outputs meet all panels of a task before the next do. A multiple of the tile's rows. */
    private static final int OUTPUTS = 96;

    /** Added to rows of weights, or they could lie a power of two apart and share few lines of the cache. */
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
    private final int seenSize; // the distance of panels of a block of channels
    private final int sumsSize; // the distance of panels of outputs

    private Conv2d(
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
        this.seenSize = step * taps * Tile.COLUMNS;
        this.sumsSize = Tile.fill(outputs) * Tile.COLUMNS;
    }

    static Tensor apply(
            Tensor x,
            ChannelFunction entry,
            Weight weight,
            Weight bias,
            int stride,
            Padding padding,
            Shape shape,
            Engine engine) {
        Tensor y = engine.tensor(shape);
        int outputs = weight.dim(0);
        int k = weight.dim(1) * weight.dim(2) * weight.dim(3);
        int rowW = k + SKEW;
        float[] weights = engine.take(Tile.fill(outputs) * rowW);
        engine.run(outputs, scratch -> output -> Widen.read(weight, (long) output * k, weights, output * rowW, k));

        float[] offsets = engine.read(bias, outputs, 0);
        Conv2d conv = new Conv2d(x, weight, weights, rowW, offsets, stride, padding, y);
        int panels = Math.ceilDiv(conv.pixels, Tile.COLUMNS);
        int spans = Math.max(Math.ceilDiv(panels, PANELS), Math.min(panels, engine.threads()));
        engine.run(spans, scratch -> {
            int most = Math.ceilDiv(panels, spans);
            float[] seen = scratch.floats(most * conv.seenSize);
            float[] sums = scratch.floats(most * conv.sumsSize);
            int around = Neighbours.most(weight.dim(2), weight.dim(3), stride, y.dim(2), most * Tile.COLUMNS);
            Window window = new Window(x, entry, around, scratch);
            return span -> conv.compute(panels * span / spans, panels * (span + 1) / spans, window, seen, sums);
        });
        engine.give(weights);
        engine.give(offsets);
        return y;
    }

    /** All outputs of the pixels of panels {@code first} to {@code last} (exclusive). */
    private void compute(int first, int last, Window window, float[] seen, float[] sums) {
        int channels = x.dim(0);
        Neighbours neighbours = new Neighbours(
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
            neighbours.fill(channel, count, seen, seenSize);
            for (int output = 0; output < outputs; output += OUTPUTS) {
                int atW = output * rowW + channel * taps;
                int rows = Math.min(OUTPUTS, outputs - output);
                for (int panel = 0; panel < last - first; panel++) {
                    int atSums = panel * sumsSize + output * Tile.COLUMNS;
                    Tile.addAll(weights, atW, rowW, rows, seen, panel * seenSize, count * taps, sums, atSums);
                }
            }
        }
        for (int panel = first; panel < last; panel++) {
            write(sums, (panel - first) * sumsSize, panel * Tile.COLUMNS);
        }
    }

    private void write(float[] sums, int at, int pixel) {
        int count = Math.min(Tile.COLUMNS, pixels - pixel);
        for (int output = 0; output < outputs; output++) {
            Affine.apply(sums, at + output * Tile.COLUMNS, 1, bias[output], y.data(), output * pixels + pixel, count);
        }
    }
}
