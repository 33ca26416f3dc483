package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** y = x / (1 + e^−x). */
final class Silu {
    private Silu() {}

    static void apply(float[] x, int at, float[] y, int atY, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            of(FloatVector.fromArray(S, x, at + i)).intoArray(y, atY + i);
        }
        if (i < count) {
            VectorMask<Float> rest = S.indexInRange(i, count);
            of(FloatVector.fromArray(S, x, at + i, rest)).intoArray(y, atY + i, rest);
        }
    }

    static FloatVector of(FloatVector x) {
        return x.div(Exp.of(x.neg()).add(1));
    }
}
