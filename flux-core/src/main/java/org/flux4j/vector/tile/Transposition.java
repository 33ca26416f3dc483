package org.flux4j.vector.tile;

/** The transposition of a matrix, square by square. */
public final class Transposition {
    /** The side of a square that stays in the first cache. */
    private static final int SIDE = 16;

    private Transposition() {}

    /**
     * Computes y[j, i] = x[i, j] for i &lt; rows and j &lt; columns, given the first elements and the distances of
     * rows.
     */
    public static void apply(float[] x, int atX, int rowX, int rows, int columns, float[] y, int atY, int rowY) {
        for (int i = 0; i < rows; i += SIDE) {
            for (int j = 0; j < columns; j += SIDE) {
                int bottom = Math.min(rows, i + SIDE);
                int right = Math.min(columns, j + SIDE);
                for (int column = j; column < right; column++) {
                    for (int row = i; row < bottom; row++) {
                        y[atY + column * rowY + row] = x[atX + row * rowX + column];
                    }
                }
            }
        }
    }
}
