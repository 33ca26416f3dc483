package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;

/** The sum of two rows. */
public final class AddRow {
    private AddRow() {}

    /** Computes y[atY + i] = a[atA + i] + b[atB + i] for i &lt; count; y may be a or b. */
    public static void apply(float[] a, int atA, float[] b, int atB, float[] y, int atY, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector left = FloatVector.fromArray(S, a, atA + i);
            left.add(FloatVector.fromArray(S, b, atB + i)).intoArray(y, atY + i);
        }
        for (; i < count; i++) {
            y[atY + i] = a[atA + i] + b[atB + i];
        }
    }

    /** Computes y[atY + i] += x[at + i] for i &lt; count. */
    public static void accumulate(float[] x, int at, float[] y, int atY, int count) {
        apply(y, atY, x, at, y, atY, count);
    }
}
