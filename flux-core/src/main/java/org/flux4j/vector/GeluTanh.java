package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** y = x/2 · (1 + tanh(u)) with u = √(2/π) · (x + 0.044715·x³), which is x / (1 + e^(−2u)). */
final class GeluTanh {
    private static final float MINUS_TWO_SQRT_2_OVER_PI = (float) (-2 * Math.sqrt(2 / Math.PI));

    private GeluTanh() {}

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

    private static FloatVector of(FloatVector x) {
        FloatVector square = x.mul(x);
        FloatVector u = square.fma(0.044715f, 1).mul(x).mul(MINUS_TWO_SQRT_2_OVER_PI);
        return x.div(Exp.of(u).add(1));
    }
}
