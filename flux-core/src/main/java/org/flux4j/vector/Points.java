package org.flux4j.vector;

import java.util.Arrays;

/** Matrices [rows, squares], one for each of {@link Winograd}'s points, in panels as {@link Tile} wants them. */
final class Points {
    /** Panels that lie a power of two apart would push each other out of the caches. */
    private static final int SKEW = 16;

    private final float[] data;
    private final int panels;
    private final int panelSize;

    /** With room for so many rows and squares, and anything in it. */
    Points(int rows, int squares, Scratch scratch) {
        panels = panels(squares);
        panelSize = rows * Tile.COLUMNS + SKEW;
        data = scratch.floats(Lanes.FIRST_LINE + Winograd.POINTS * pointSize());
    }

    void clear() {
        Arrays.fill(data, Lanes.FIRST_LINE, Lanes.FIRST_LINE + Winograd.POINTS * pointSize(), 0);
    }

    /** The elements themselves. */
    float[] data() {
        return data;
    }

    /** How many panels so many squares fill. */
    static int panels(int squares) {
        return Math.ceilDiv(squares, Tile.COLUMNS);
    }

    /** The distance of points. */
    int pointSize() {
        return panels * panelSize;
    }

    /** Where a panel of a point begins. */
    int at(int point, int panel) {
        return Lanes.FIRST_LINE + point * pointSize() + panel * panelSize;
    }

    /** Where, in the first point, a row has that square. */
    int lane(int row, int square) {
        return at(0, square / Tile.COLUMNS) + row * Tile.COLUMNS + square % Tile.COLUMNS;
    }
}
