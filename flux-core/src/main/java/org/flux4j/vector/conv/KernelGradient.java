package org.flux4j.vector.conv;

import java.util.Arrays;
import org.flux4j.op.Padding;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.AddRow;
import org.flux4j.vector.row.ChannelFunction;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.run.Scratch;
import org.flux4j.vector.tile.Panel;
import org.flux4j.vector.tile.Tile;

/**
 * The gradient of a convolution with respect to its kernel, which is a product of matrices: dWeight[o, (c, u, v)] += Σ_pixel
 * dy[o, pixel] · columns[(c, u, v), pixel] with the columns of {@link Im2col}.
 *
 * <p>dy [O, height, width], x [C, H, W], dWeight [O, C, kh, kw].
 *
 * <p>The lanes are outputs, so dy is transposed, once. A task computes the kernels of some channels: some panels of pixels
 * at a time, it copies its columns and multiplies them by all outputs.
 */
public final class KernelGradient {
    /** Panels of pixels whose columns are copied at a time. */
    private static final int PANELS = 4;

    /** The approximate number of columns of a task. */
    private static final int ROWS = 144;

    private final Tensor x;
    private final int kernelHeight;
    private final int kernelWidth;
    private final int stride;
    private final Padding padding;
    private final float[] dWeight;
    private final int channels;
    private final int taps;
    private final int outputs;
    private final int pixels;
    private final int rowLength; // pixels in a row of dy
    private final int step; // channels of a task
    private final int inputSize; // the distance of panels of columns

    private KernelGradient(Tensor dy, Tensor x, Shape weight, int stride, Padding padding, float[] dWeight) {
        this.x = x;
        this.kernelHeight = weight.dim(2);
        this.kernelWidth = weight.dim(3);
        this.stride = stride;
        this.padding = padding;
        this.dWeight = dWeight;
        this.channels = weight.dim(1);
        this.taps = kernelHeight * kernelWidth;
        this.outputs = weight.dim(0);
        this.pixels = dy.dim(1) * dy.dim(2);
        this.rowLength = dy.dim(2);
        this.step = Math.max(1, ROWS / taps);
        this.inputSize = Tile.fill(step * taps) * Tile.COLUMNS;
    }

    /** Adds to dWeight. */
    public static void add(
            Tensor dy, Tensor x, Shape weight, int stride, Padding padding, float[] dWeight, Engine engine) {
        new KernelGradient(dy, x, weight, stride, padding, dWeight).compute(dy, engine);
    }

    private void compute(Tensor dy, Engine engine) {
        int panels = Math.ceilDiv(outputs, Tile.COLUMNS);
        float[] packed = engine.borrow(panels * pixels * Tile.COLUMNS);
        engine.run(panels, scratch -> panel -> {
            int at = panel * pixels * Tile.COLUMNS;
            Panel.pack(dy.data(), at, pixels, lanes(panel), pixels, packed, at);
        });
        engine.run(Math.ceilDiv(channels, step), scratch -> {
            Task task = new Task(packed, panels, scratch);
            return block -> task.compute(block * step, Math.min(step, channels - block * step));
        });
        engine.release(packed);
    }

    /** Returns the number of outputs of a panel. */
    private int lanes(int panel) {
        return Math.min(Tile.COLUMNS, outputs - panel * Tile.COLUMNS);
    }

    /** The working memory of a worker. */
    private final class Task {
        private final float[] packed;
        private final int panels;
        private final Window window;
        private final float[] input;
        private final float[] sums;
        private final float[] kernels;

        Task(float[] packed, int panels, Scratch scratch) {
            this.packed = packed;
            this.panels = panels;
            int size = Im2col.windowSize(kernelHeight, kernelWidth, stride, rowLength, PANELS * Tile.COLUMNS);
            window = new Window(x, ChannelFunction::identity, size, scratch);
            input = scratch.floats(PANELS * inputSize);
            sums = scratch.floats(panels * inputSize);
            kernels = scratch.floats(Tile.COLUMNS * step * taps);
        }

        /** Computes the kernels of {@code count} channels from {@code channel} on. */
        void compute(int channel, int count) {
            int rows = count * taps;
            Arrays.fill(sums, 0, panels * inputSize, 0);
            for (int first = 0; first < pixels; first += PANELS * Tile.COLUMNS) {
                int blocks = Math.min(PANELS, Math.ceilDiv(pixels - first, Tile.COLUMNS));
                int last = first + blocks * Tile.COLUMNS;
                new Im2col(window, kernelHeight, kernelWidth, stride, padding, rowLength, first, last)
                        .fill(channel, count, input, inputSize);
                for (int panel = 0; panel < panels; panel++) {
                    for (int block = 0; block < blocks; block++) {
                        int pixel = first + block * Tile.COLUMNS;
                        int atB = (panel * pixels + pixel) * Tile.COLUMNS;
                        int length = Math.min(Tile.COLUMNS, pixels - pixel);
                        int atA = block * inputSize;
                        Tile.addAll(input, atA, Tile.COLUMNS, rows, packed, atB, length, sums, panel * inputSize);
                    }
                }
            }
            for (int panel = 0; panel < panels; panel++) {
                Panel.unpack(sums, panel * inputSize, lanes(panel), rows, kernels, 0, rows);
                for (int lane = 0; lane < lanes(panel); lane++) {
                    int to = ((panel * Tile.COLUMNS + lane) * channels + channel) * taps;
                    AddRow.accumulate(kernels, lane * rows, dWeight, to, rows);
                }
            }
        }
    }
}
