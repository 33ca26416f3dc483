package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.flux4j.vector.lanes.Exp;

/** SiLU of a row: y = x / (1 + e^−x). */
public final class SiluRow {
    private SiluRow() {}

    /** Computes y[atY + i] = silu(x[at + i]) for i &lt; count; y may be x. */
    public static void apply(float[] x, int at, float[] y, int atY, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            of(FloatVector.fromArray(S, x, at + i)).intoArray(y, atY + i);
        }
        if (i < count) {
            VectorMask<Float> rest = S.indexInRange(i, count);
            of(FloatVector.fromArray(S, x, at + i, rest)).intoArray(y, atY + i, rest);
        }
    }

    /** Returns silu(x) for every lane x. */
    static FloatVector of(FloatVector x) {
        return x.div(Exp.of(x.neg()).add(1));
    }
}
