package org.flux4j.vector.conv;

/**
 * The squares of outputs that a task of {@link Winograd} computes: a rectangle, whose squares are numbered row by row.
 *
 * @param row the first row of squares
 * @param column the first column of squares
 * @param height the number of rows of squares
 * @param width the number of squares in a row
 */
record Patch(int row, int column, int height, int width) {
    /** Returns the number of squares. */
    int squares() {
        return height * width;
    }

    /** Returns the first row of outputs of a square. */
    int top(int square) {
        return Winograd.SQUARE * (row + square / width);
    }

    /** Returns the first column of outputs of a square. */
    int left(int square) {
        return Winograd.SQUARE * (column + square % width);
    }
}
