package org.flux4j.vector.tile;

/**
 * The layout of the columns and sums of {@link Tile}: adjacent rows of {@link Tile#COLUMNS} elements. The elements of a
 * row belong to different tokens, so packing and unpacking are transpositions.
 *
 * <p>With fewer tokens than columns, the rest of each row is uninitialised: its sums are computed and discarded.
 */
public final class Panel {
    /** Rows of a panel that stay in the first cache while they are filled. */
    private static final int BLOCK = 64;

    private Panel() {}

    /** Computes panel[k, l] = from[l, k] for l &lt; rows and k &lt; columns. */
    public static void pack(float[] from, int atFrom, int rowFrom, int rows, int columns, float[] panel, int atPanel) {
        for (int start = 0; start < columns; start += BLOCK) {
            int end = Math.min(columns, start + BLOCK);
            for (int l = 0; l < rows; l++) {
                for (int k = start; k < end; k++) {
                    panel[atPanel + k * Tile.COLUMNS + l] = from[atFrom + l * rowFrom + k];
                }
            }
        }
    }

    /** Computes to[l, n] = panel[n, l] for l &lt; rows and n &lt; columns. */
    public static void unpack(float[] panel, int atPanel, int rows, int columns, float[] to, int atTo, int rowTo) {
        for (int l = 0; l < rows; l++) {
            for (int n = 0; n < columns; n++) {
                to[atTo + l * rowTo + n] = panel[atPanel + n * Tile.COLUMNS + l];
            }
        }
    }
}
