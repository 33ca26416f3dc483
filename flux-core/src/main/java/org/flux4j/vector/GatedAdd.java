package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;

/** A gated residual: y = x + gate · update, in one pass. */
final class GatedAdd {
    private GatedAdd() {}

    /** One row: x, update and y begin at {@code at}, the gate at 0. */
    static void apply(float[] x, float[] gate, float[] update, float[] y, int at, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector step = FloatVector.fromArray(S, update, at + i);
            step.fma(FloatVector.fromArray(S, gate, i), FloatVector.fromArray(S, x, at + i))
                    .intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = Math.fma(update[at + i], gate[i], x[at + i]);
        }
    }
}
