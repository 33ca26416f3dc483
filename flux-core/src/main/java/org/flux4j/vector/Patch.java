package org.flux4j.vector;

/**
 * What a task of {@link Winograd} computes: a rectangle of squares of outputs, counted row after row.
 *
 * @param row of squares that it begins with
 * @param column of squares that it begins with
 * @param height in squares
 * @param width in squares
 */
record Patch(int row, int column, int height, int width) {
    int squares() {
        return height * width;
    }

    /** The first row of outputs of a square. */
    int top(int square) {
        return Winograd.SQUARE * (row + square / width);
    }

    /** The first column of outputs of a square. */
    int left(int square) {
        return Winograd.SQUARE * (column + square % width);
    }
}
