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
    private final Patch patch;
    private final float[] rows;

    /** So far apart are the elements of a row's squares: [row modulo 2, element, row / 2, square]. */
    private final int step;

    WinogradInput(Tensor x, ChannelFunction entry, Padding padding, Patch patch, Scratch scratch) {
        this.window = new Window(
                x,
                entry,
                patch.top(0) - padding.top(),
                patch.left(0) - padding.left(),
                SQUARE * patch.height() + KERNEL - 1,
                SQUARE * patch.width() + KERNEL - 1,
                scratch);
        this.patch = patch;
        this.step = (patch.height() + 1) * patch.width() + L;
        this.rows = scratch.floats(SQUARE * SEEN * step);
    }

    /** Sees a channel; it becomes the row of that number. */
    void look(int channel, Points seen) {
        float[] d = window.look(channel);
        for (int i = 0; i < window.height(); i++) {
            int at = i % SQUARE * SEEN * step + i / SQUARE * patch.width();
            for (int square = 0; square < patch.width(); square += L) {
                WinogradTransform.inputRow(d, i * window.width() + SQUARE * square, rows, at + square, step);
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
