package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;

/** A row, scaled and shifted: y = factor · x + offset. */
public final class AffineRow {
    private AffineRow() {}

    /** Computes y[atY + i] = factor · x[at + i] + offset for i &lt; count; y may be x. */
    public static void apply(float[] x, int at, float factor, float offset, float[] y, int atY, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector.fromArray(S, x, at + i).fma(factor, offset).intoArray(y, atY + i);
        }
        for (; i < count; i++) {
            y[atY + i] = Math.fma(x[at + i], factor, offset);
        }
    }
}
