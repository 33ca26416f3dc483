package org.flux4j.vector;

/**
 * The form in which {@link Tile} wants its columns and leaves its sums: rows of {@link Tile#COLUMNS} elements, one after
 * the other. Tokens lie side by side in a row, so the way in and out is a transposition.
 *
 * <p>Where there are fewer tokens than columns, the rest of each row holds anything: it is computed with and thrown away.
 */
final class Panel {
    /** So many rows of a panel stay in the first cache while they are filled. */
    private static final int BLOCK = 64;

    private Panel() {}

    /** panel[k, l] = from[l, k] for l &lt; rows and k &lt; columns. */
    static void pack(float[] from, int atFrom, int rowFrom, int rows, int columns, float[] panel, int atPanel) {
        for (int start = 0; start < columns; start += BLOCK) {
            int end = Math.min(columns, start + BLOCK);
            for (int l = 0; l < rows; l++) {
                for (int k = start; k < end; k++) {
                    panel[atPanel + k * Tile.COLUMNS + l] = from[atFrom + l * rowFrom + k];
                }
            }
        }
    }

    /** to[l, n] = panel[n, l] for l &lt; rows and n &lt; columns. */
    static void unpack(float[] panel, int atPanel, int rows, int columns, float[] to, int atTo, int rowTo) {
        for (int l = 0; l < rows; l++) {
            for (int n = 0; n < columns; n++) {
                to[atTo + l * rowTo + n] = panel[atPanel + n * Tile.COLUMNS + l];
            }
        }
    }
}
