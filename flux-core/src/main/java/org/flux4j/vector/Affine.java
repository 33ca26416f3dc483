package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;

/** y = factor · x + offset. */
final class Affine {
    private Affine() {}

    static void apply(float[] x, int at, float factor, float offset, float[] y, int atY, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector.fromArray(S, x, at + i).fma(factor, offset).intoArray(y, atY + i);
        }
        for (; i < count; i++) {
            y[atY + i] = Math.fma(x[at + i], factor, offset);
        }
    }
}
