package org.flux4j.train.world;

/** The geometric shape of an object. */
public enum Figure implements Word {
    CIRCLE,
    SQUARE,
    TRIANGLE,
    STAR,
    RING,
    CROSS;

    /**
     * Returns the outline of this figure.
     *
     * @param r the radius, in eighths of a pixel
     */
    Outline outline(int r) {
        return switch (this) {
            case CIRCLE -> (u, v) -> u * u + v * v < r * r;
            case SQUARE -> (u, v) -> Math.abs(u) < r && Math.abs(v) < r;
            case TRIANGLE -> (u, v) -> v < r && 2 * Math.abs(u) < v + r; // apex 0, −r, base from −r, r to r, r
            case STAR -> new Star(r);
            case RING -> (u, v) -> u * u + v * v < r * r && 4 * (u * u + v * v) >= r * r;
            case CROSS -> (u, v) -> inBar(u, v, r) || inBar(v, u, r);
        };
    }

    /** Returns whether a point lies in a bar of length 2r and width 3r/4. */
    private static boolean inBar(int across, int along, int r) {
        return 8 * Math.abs(across) < 3 * r && Math.abs(along) < r;
    }
}
