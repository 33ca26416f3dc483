package org.flux4j.vector.conv;

import java.util.Arrays;
import org.flux4j.vector.lanes.Lanes;
import org.flux4j.vector.run.Scratch;
import org.flux4j.vector.tile.Tile;

/**
 * Squares in the transformed domain of {@link Winograd}: for each of its points a matrix [rows, squares], in panels as
 * {@link Tile} requires. Rows are channels of the input, or outputs.
 */
final class TransformedSquares {
    /** Panels a power of two apart would evict one another from the caches. */
    private static final int SKEW = 16;

    private final float[] data;
    private final int panels;
    private final int panelSize;

    /** Allocates so many rows and squares, uninitialised. */
    TransformedSquares(int rows, int squares, Scratch scratch) {
        panels = panels(squares);
        panelSize = rows * Tile.COLUMNS + SKEW;
        data = scratch.floats(Lanes.FIRST_LINE + Winograd.POINTS * pointSize());
    }

    /** Sets all elements to zero. */
    void clear() {
        Arrays.fill(data, Lanes.FIRST_LINE, Lanes.FIRST_LINE + Winograd.POINTS * pointSize(), 0);
    }

    /** Returns the elements themselves. */
    float[] data() {
        return data;
    }

    /** Returns the number of panels for so many squares. */
    static int panels(int squares) {
        return Math.ceilDiv(squares, Tile.COLUMNS);
    }

    /** Returns the distance of points. */
    int pointSize() {
        return panels * panelSize;
    }

    /** Returns the index of the first element of a panel of a point. */
    int at(int point, int panel) {
        return Lanes.FIRST_LINE + point * pointSize() + panel * panelSize;
    }

    /** Returns the index of a square in a row of the first point. */
    int lane(int row, int square) {
        return at(0, square / Tile.COLUMNS) + row * Tile.COLUMNS + square % Tile.COLUMNS;
    }
}
