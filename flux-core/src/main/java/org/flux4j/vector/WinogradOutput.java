package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Winograd.SEEN;
import static org.flux4j.vector.Winograd.SQUARE;

import org.flux4j.op.Tensor;

/** Aᵀ m A + bias for the squares of a {@link Patch}, written to y. */
final class WinogradOutput {
    private final Tensor y;
    private final float[] half;
    private final float[] pairs;

    WinogradOutput(Tensor y, Scratch scratch) {
        this.y = y;
        this.half = scratch.floats(SQUARE * SEEN * L);
        this.pairs = scratch.floats(SQUARE * L);
    }

    /** Writes an output, of which {@code sums} have m in the row of that number. */
    void write(Patch patch, int output, float bias, Points sums, int row) {
        int plane = output * y.dim(1) * y.dim(2);
        for (int square = 0; square < patch.squares(); square += L) {
            int at = sums.lane(row, square);
            for (int v = 0; v < SEEN; v++) {
                WinogradTransform.outputColumn(
                        sums.data(), at + v * sums.pointSize(), SEEN * sums.pointSize(), half, v * L, SEEN * L);
            }
            for (int u = 0; u < SQUARE; u++) {
                if (isRow(patch, square, u)) {
                    int to = plane + (patch.top(square) + u) * y.dim(2) + patch.left(square);
                    WinogradTransform.outputRow(half, u * SEEN * L, L, bias, y.data(), to);
                } else {
                    WinogradTransform.outputRow(half, u * SEEN * L, L, bias, pairs, 0);
                    writeEach(patch, plane, square, u);
                }
            }
        }
    }

    /** Whether a vector of squares is part of one row of y. */
    private boolean isRow(Patch patch, int square, int u) {
        return square % patch.width() + L <= patch.width()
                && patch.top(square) + u < y.dim(1)
                && patch.left(square) + SQUARE * L <= y.dim(2);
    }

    private void writeEach(Patch patch, int plane, int first, int u) {
        float[] elements = y.data();
        for (int square = first; square < Math.min(first + L, patch.squares()); square++) {
            int i = patch.top(square) + u;
            for (int v = 0; v < SQUARE; v++) {
                int j = patch.left(square) + v;
                if (i < y.dim(1) && j < y.dim(2)) {
                    elements[plane + i * y.dim(2) + j] = pairs[SQUARE * (square - first) + v];
                }
            }
        }
    }
}
