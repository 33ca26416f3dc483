package org.flux4j.train.world;

/** A star with five points, the first of which points up. Its ten corners have integer coordinates. */
final class Star implements Outline {
    private static final int CORNERS = 10;

    private final int[] x = new int[CORNERS];
    private final int[] y = new int[CORNERS];

    /** Creates a star whose points are 1.1 r from the centre; its inner corners are at 0.45 of that. */
    Star(int r) {
        int outer = (11 * r + 5) / 10;
        int inner = (45 * outer + 50) / 100;
        for (int k = 0; k < CORNERS; k++) {
            int distance = k % 2 == 0 ? outer : inner;
            double angle = Math.PI * k / 5; // clockwise from the top
            x[k] = (int) Math.floor(distance * StrictMath.sin(angle) + 0.5);
            y[k] = (int) Math.floor(-distance * StrictMath.cos(angle) + 0.5);
        }
    }

    @Override
    public boolean contains(int u, int v) {
        for (int k = 0; k < CORNERS; k++) {
            if (isBeforeEdge(k, (k + 1) % CORNERS, u, v)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a point lies in the triangle of the centre and the edge from corner a to the next corner b. */
    private boolean isBeforeEdge(int a, int b, int u, int v) {
        return x[a] * v - y[a] * u >= 0
                && u * y[b] - v * x[b] >= 0
                && (x[b] - x[a]) * (v - y[a]) - (y[b] - y[a]) * (u - x[a]) >= 0;
    }
}
