package org.flux4j.vector.tile;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;

/**
 * The layout of the columns and sums of {@link Tile}: adjacent rows of {@link Tile#COLUMNS} elements. The elements of a
 * row belong to different tokens, so packing and unpacking are transpositions.
 *
 * <p>With fewer tokens than columns, the rest of each row is uninitialised: its sums are computed and discarded.
 */
public final class Panel {
    private Panel() {}

    /** Computes panel[k, l] = from[l, k] for l &lt; rows and k &lt; columns. */
    public static void pack(float[] from, int atFrom, int rowFrom, int rows, int columns, float[] panel, int atPanel) {
        Transposition.apply(from, atFrom, rowFrom, rows, columns, panel, atPanel, Tile.COLUMNS);
    }

    /** Computes to[l, n] = panel[n, l] for l &lt; rows and n &lt; columns. */
    public static void unpack(float[] panel, int atPanel, int rows, int columns, float[] to, int atTo, int rowTo) {
        Transposition.apply(panel, atPanel, Tile.COLUMNS, columns, rows, to, atTo, rowTo);
    }

    /** Computes panel[i, l] = from[i, l] for i &lt; rows and all l, which may exceed the columns of the matrix. */
    static void copy(float[] from, int atFrom, int rowFrom, int rows, float[] panel, int atPanel) {
        for (int i = 0; i < rows; i++) {
            int at = atFrom + i * rowFrom;
            FloatVector.fromArray(S, from, at).intoArray(panel, atPanel + i * Tile.COLUMNS);
            FloatVector.fromArray(S, from, at + L).intoArray(panel, atPanel + i * Tile.COLUMNS + L);
        }
    }
}
