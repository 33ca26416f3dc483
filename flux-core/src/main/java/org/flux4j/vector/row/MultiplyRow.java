package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;

/** The product of two rows, element by element. */
public final class MultiplyRow {
    private MultiplyRow() {}

    /** Computes y[atY + i] = a[atA + i] · b[atB + i] for i &lt; count; y may be a or b. */
    public static void apply(float[] a, int atA, float[] b, int atB, float[] y, int atY, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector left = FloatVector.fromArray(S, a, atA + i);
            left.mul(FloatVector.fromArray(S, b, atB + i)).intoArray(y, atY + i);
        }
        for (; i < count; i++) {
            y[atY + i] = a[atA + i] * b[atB + i];
        }
    }
}
