package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;

/**
 * The gradient of normalised values n = (x − mean) · factor, where factor is 1 / σ: dx = factor · (g − mean(g) − n · mean(g
 * · n)), as derived in {@code org.flux4j.ref.Normalised}. Without a mean to subtract, that of g is left out too.
 */
public final class NormalisedRow {
    private NormalisedRow() {}

    /**
     * Computes dx[at + i] for i &lt; count, where x begins at {@code at} as well.
     *
     * @param g the gradient of n, divided by {@code gain}
     * @param meanG mean(g)
     * @param meanGn mean(g · n)
     */
    public static void gradient(
            float[] g,
            int atG,
            float gain,
            float[] x,
            int at,
            float mean,
            double factor,
            double meanG,
            double meanGn,
            float[] dx,
            int count) {
        float ofG = (float) (gain * factor);
        float ofX = (float) (-meanGn * factor * factor);
        float offset = (float) (-meanG * factor);
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector rest = FloatVector.fromArray(S, x, at + i).sub(mean).fma(ofX, offset);
            FloatVector.fromArray(S, g, atG + i).fma(rest.broadcast(ofG), rest).intoArray(dx, at + i);
        }
        for (; i < count; i++) {
            dx[at + i] = Math.fma(g[atG + i], ofG, Math.fma(x[at + i] - mean, ofX, offset));
        }
    }
}
