package org.flux4j.vector.conv;

import static org.flux4j.vector.conv.Winograd.INPUT;
import static org.flux4j.vector.conv.Winograd.SQUARE;
import static org.flux4j.vector.lanes.Lanes.L;

import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Scratch;

/** The output transform Aᵀ m A + bias of a {@link Patch}, which writes its squares to y. */
final class WinogradOutput {
    private final Tensor y;
    private final float[] half;
    private final float[] pairs;

    WinogradOutput(Tensor y, Scratch scratch) {
        this.y = y;
        this.half = scratch.floats(SQUARE * INPUT * L);
        this.pairs = scratch.floats(SQUARE * L);
    }

    /** Writes an output, whose m are in the given row of {@code sums}. */
    void write(Patch patch, int output, float bias, TransformedSquares sums, int row) {
        float[] elements = y.data();
        int plane = output * y.dim(1) * y.dim(2);
        for (int square = 0; square < patch.squares(); square += L) {
            int at = sums.lane(row, square);
            for (int v = 0; v < INPUT; v++) {
                WinogradTransform.outputColumn(
                        sums.data(), at + v * sums.pointSize(), INPUT * sums.pointSize(), half, v * L, INPUT * L);
            }
            for (int u = 0; u < SQUARE; u++) {
                if (isRow(patch, square, u)) {
                    int to = plane + (patch.top(square) + u) * y.dim(2) + patch.left(square);
                    WinogradTransform.outputRow(half, u * INPUT * L, L, bias, elements, to);
                } else {
                    WinogradTransform.outputRow(half, u * INPUT * L, L, bias, pairs, 0);
                    writeEach(patch, plane, square, u);
                }
            }
        }
    }

    /** Returns whether a vector of squares belongs to one row of y. */
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
