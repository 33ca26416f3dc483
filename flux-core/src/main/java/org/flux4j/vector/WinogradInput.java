package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Winograd.KERNEL;
import static org.flux4j.vector.Winograd.SEEN;
import static org.flux4j.vector.Winograd.SQUARE;

import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;

/** Bᵀ d B for all channels of a {@link Patch}: first along rows of x, as squares above one another share half of them. */
final class WinogradInput {
    private final Window window;
    private final Padding padding;

    /** The elements of the squares of each row of x: [row modulo 2, element, row / 2, square]. */
    private final float[] rows;

    /** The distance of elements in {@link #rows}. */
    private final int step;

    /** For patches up to that height and width. */
    WinogradInput(Tensor x, ChannelFunction entry, Padding padding, int height, int width, Scratch scratch) {
        this.window = new Window(x, entry, side(height) * side(width), scratch);
        this.padding = padding;
        this.step = (height + 1) * width + L;
        this.rows = scratch.floats(SQUARE * SEEN * step);
    }

    /** What so many squares see. */
    private static int side(int squares) {
        return SQUARE * squares + KERNEL - 1;
    }

    /** Sees a channel; it becomes the row of that number. */
    void look(Patch patch, int channel, Points seen) {
        int height = side(patch.height());
        int width = side(patch.width());
        float[] d = window.look(channel, patch.top(0) - padding.top(), patch.left(0) - padding.left(), height, width);
        for (int i = 0; i < height; i++) {
            int at = i % SQUARE * SEEN * step + i / SQUARE * patch.width();
            for (int square = 0; square < patch.width(); square += L) {
                WinogradTransform.inputRow(d, i * width + SQUARE * square, rows, at + square, step);
            }
        }
        for (int square = 0; square < patch.squares(); square += L) {
            for (int v = 0; v < SEEN; v++) {
                int at = v * step + square;
                int to = seen.lane(channel, square) + v * seen.pointSize();
                WinogradTransform.inputColumn(
                        rows, at, at + patch.width(), SEEN * step, seen.data(), to, SEEN * seen.pointSize());
            }
        }
    }
}
