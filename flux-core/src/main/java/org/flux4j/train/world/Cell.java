package org.flux4j.train.world;

/** A quarter of the picture, which holds at most one object. */
public enum Cell implements Word {
    TOP_LEFT(16, 16),
    TOP_RIGHT(48, 16),
    BOTTOM_LEFT(16, 48),
    BOTTOM_RIGHT(48, 48);

    private static final int SIDE = Scene.SIDE / 2;

    /** The horizontal centre, in pixels. */
    final int x;

    /** The vertical centre, in pixels. */
    final int y;

    Cell(int x, int y) {
        this.x = x;
        this.y = y;
    }

    /** Returns the cell that holds the pixel at x, y. */
    static Cell at(int x, int y) {
        if (y < SIDE) {
            return x < SIDE ? TOP_LEFT : TOP_RIGHT;
        }
        return x < SIDE ? BOTTOM_LEFT : BOTTOM_RIGHT;
    }
}
