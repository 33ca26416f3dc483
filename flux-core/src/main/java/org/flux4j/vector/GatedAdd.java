package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;

/** A gated residual: y = x + gate · update, in one pass. */
final class GatedAdd {
    private GatedAdd() {}

    /** One row: x, update and y begin at {@code at}, the gate at 0. */
    static void apply(float[] x, float[] gate, float[] update, float[] y, int at, int count) {
        int first = Lanes.beforeLine(at, count);
        int last = first + S.loopBound(count - first);
        applyEach(x, gate, update, y, at, 0, first);
        for (int i = first; i < last; i += L) {
            FloatVector step = FloatVector.fromArray(S, update, at + i);
            step.fma(FloatVector.fromArray(S, gate, i), FloatVector.fromArray(S, x, at + i))
                    .intoArray(y, at + i);
        }
        applyEach(x, gate, update, y, at, last, count);
    }

    private static void applyEach(float[] x, float[] gate, float[] update, float[] y, int at, int from, int to) {
        for (int i = from; i < to; i++) {
            y[at + i] = Math.fma(update[at + i], gate[i], x[at + i]);
        }
    }
}
