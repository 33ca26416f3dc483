package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;

/** y = a + b, element by element. */
final class Add {
    private Add() {}

    static void apply(float[] a, int atA, float[] b, int atB, float[] y, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector left = FloatVector.fromArray(S, a, atA + i);
            left.add(FloatVector.fromArray(S, b, atB + i)).intoArray(y, atA + i);
        }
        for (; i < count; i++) {
            y[atA + i] = a[atA + i] + b[atB + i];
        }
    }

    /** With one b for all. */
    static void applyScalar(float[] a, int at, float b, float[] y, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector.fromArray(S, a, at + i).add(b).intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = a[at + i] + b;
        }
    }
}
