package org.flux4j.vector.conv;

import static org.flux4j.vector.conv.Winograd.INPUT;
import static org.flux4j.vector.conv.Winograd.KERNEL;
import static org.flux4j.vector.conv.Winograd.SQUARE;
import static org.flux4j.vector.lanes.Lanes.L;

import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.ChannelFunction;
import org.flux4j.vector.run.Scratch;

/**
 * The input transform Bᵀ d B of a {@link Patch}: first along rows of x, half of which squares share with the ones
 * below.
 */
final class WinogradInput {
    private final Window window;
    private final Padding padding;

    /** The squares, transformed along rows of x: [row modulo 2, element, row / 2, square]. */
    private final float[] rows;

    /** The distance of elements in {@link #rows}. */
    private final int step;

    /** Creates a transform of patches up to that height and width. */
    WinogradInput(Tensor x, ChannelFunction prologue, Padding padding, int height, int width, Scratch scratch) {
        this.window = new Window(x, prologue, side(height) * side(width), scratch);
        this.padding = padding;
        this.step = (height + 1) * width + L;
        this.rows = scratch.floats(SQUARE * INPUT * step);
    }

    /** Returns the side of the input of so many squares. */
    private static int side(int squares) {
        return SQUARE * squares + KERNEL - 1;
    }

    /** Transforms a channel into the row of that number. */
    void transform(Patch patch, int channel, TransformedSquares transformed) {
        int height = side(patch.height());
        int width = side(patch.width());
        float[] d = window.load(channel, patch.top(0) - padding.top(), patch.left(0) - padding.left(), height, width);
        for (int i = 0; i < height; i++) {
            int at = i % SQUARE * INPUT * step + i / SQUARE * patch.width();
            for (int square = 0; square < patch.width(); square += L) {
                WinogradTransform.inputRow(d, i * width + SQUARE * square, rows, at + square, step);
            }
        }
        for (int square = 0; square < patch.squares(); square += L) {
            for (int v = 0; v < INPUT; v++) {
                int at = v * step + square;
                int to = transformed.lane(channel, square) + v * transformed.pointSize();
                WinogradTransform.inputColumn(
                        rows,
                        at,
                        at + patch.width(),
                        INPUT * step,
                        transformed.data(),
                        to,
                        INPUT * transformed.pointSize());
            }
        }
    }
}
