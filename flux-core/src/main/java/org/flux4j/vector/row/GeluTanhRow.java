package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.flux4j.vector.lanes.Exp;

/** GELU of a row: y = x/2 · (1 + tanh(u)) with u = √(2/π) · (x + 0.044715·x³), which is x / (1 + e^(−2u)). */
public final class GeluTanhRow {
    private static final float MINUS_TWO_SQRT_2_OVER_PI = (float) (-2 * Math.sqrt(2 / Math.PI));

    private GeluTanhRow() {}

    /** Computes y[atY + i] = gelu(x[at + i]) for i &lt; count; y may be x. */
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

    private static FloatVector of(FloatVector x) {
        FloatVector square = x.mul(x);
        FloatVector u = square.fma(0.044715f, 1).mul(x).mul(MINUS_TWO_SQRT_2_OVER_PI);
        return x.div(Exp.of(u).add(1));
    }
}
