package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;

/** A row, scaled and added to another. */
public final class AddScaledRow {
    private AddScaledRow() {}

    /** Computes y[atY + i] += factor · x[at + i] for i &lt; count. */
    public static void apply(float[] x, int at, float factor, float[] y, int atY, int count) {
        FloatVector factors = FloatVector.broadcast(S, factor);
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector.fromArray(S, x, at + i)
                    .fma(factors, FloatVector.fromArray(S, y, atY + i))
                    .intoArray(y, atY + i);
        }
        for (; i < count; i++) {
            y[atY + i] = Math.fma(x[at + i], factor, y[atY + i]);
        }
    }
}
