package org.flux4j.vector.tile;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;

/**
 * The inner loop of linear layers, attention and convolutions: a tile of {@link #ROWS} × {@link #COLUMNS} sums that
 * stay in registers.
 *
 * <p>The lanes of a vector are columns of b: tokens or pixels. The rows of a are channels; each of its elements is
 * broadcast. No sum crosses lanes, so that every sum is taken in the order of its index, at any width. 12 sums, 2
 * vectors of b and a broadcast fill 15 registers: one less than the 16 of AVX2; with 8 × 2 sums AVX2 ran at half the
 * speed.
 *
 * <p>There is no other size of tile. Missing rows and columns may hold any values: each sum depends on one row and one
 * column only, and those of missing ones are discarded.
 */
public final class Tile {
    /** The rows of a tile. */
    public static final int ROWS = 6;

    /** The columns of a tile. */
    public static final int COLUMNS = 2 * L;

    private Tile() {}

    /**
     * Computes c[r, j] += Σ_{i &lt; count} a[r, i] · b[i, j] for r &lt; {@link #ROWS} and j &lt; {@link #COLUMNS}. The
     * rows of a are {@code rowA} elements apart, those of b and c adjacent.
     */
    static void add(float[] a, int atA, int rowA, float[] b, int atB, int count, float[] c, int atC) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector c00 = zero;
        FloatVector c01 = zero;
        FloatVector c10 = zero;
        FloatVector c11 = zero;
        FloatVector c20 = zero;
        FloatVector c21 = zero;
        FloatVector c30 = zero;
        FloatVector c31 = zero;
        FloatVector c40 = zero;
        FloatVector c41 = zero;
        FloatVector c50 = zero;
        FloatVector c51 = zero;
        for (int i = 0; i < count; i++) {
            FloatVector b0 = FloatVector.fromArray(S, b, atB + i * COLUMNS);
            FloatVector b1 = FloatVector.fromArray(S, b, atB + i * COLUMNS + L);
            FloatVector a0 = FloatVector.broadcast(S, a[atA + i]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[atA + rowA + i]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[atA + 2 * rowA + i]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[atA + 3 * rowA + i]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector a4 = FloatVector.broadcast(S, a[atA + 4 * rowA + i]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            FloatVector a5 = FloatVector.broadcast(S, a[atA + 5 * rowA + i]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
        }
        addRow(c00, c01, c, atC);
        addRow(c10, c11, c, atC + COLUMNS);
        addRow(c20, c21, c, atC + 2 * COLUMNS);
        addRow(c30, c31, c, atC + 3 * COLUMNS);
        addRow(c40, c41, c, atC + 4 * COLUMNS);
        addRow(c50, c51, c, atC + 5 * COLUMNS);
    }

    /** Does the same for {@code rows} rows of a and c, by as many tiles as they need. */
    public static void addAll(
            float[] a, int atA, int rowA, int rows, float[] b, int atB, int count, float[] c, int atC) {
        for (int row = 0; row < rows; row += ROWS) {
            add(a, atA + row * rowA, rowA, b, atB, count, c, atC + row * COLUMNS);
        }
    }

    /**
     * Does the same where a ends with its last row: rows that do not fill a tile are copied to {@code rest}, an array of at
     * least {@link #ROWS} · {@code count} elements. c has whole tiles.
     */
    public static void addRagged(
            float[] a, int atA, int rowA, int rows, float[] b, int atB, int count, float[] c, int atC, float[] rest) {
        int whole = rows / ROWS * ROWS;
        addAll(a, atA, rowA, whole, b, atB, count, c, atC);
        for (int row = whole; row < rows; row++) {
            System.arraycopy(a, atA + row * rowA, rest, (row - whole) * count, count);
        }
        addAll(rest, 0, count, rows - whole, b, atB, count, c, atC + whole * COLUMNS);
    }

    /** Returns {@code rows}, rounded up to whole tiles. */
    public static int fill(int rows) {
        return Math.ceilDiv(rows, ROWS) * ROWS;
    }

    private static void addRow(FloatVector left, FloatVector right, float[] c, int at) {
        FloatVector.fromArray(S, c, at).add(left).intoArray(c, at);
        FloatVector.fromArray(S, c, at + L).add(right).intoArray(c, at + L);
    }
}
