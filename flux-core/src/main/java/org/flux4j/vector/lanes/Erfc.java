package org.flux4j.vector.lanes;

import jdk.incubator.vector.FloatVector;

/**
 * The complementary error function, by the Chebyshev fit of Numerical Recipes (2nd edition, section 6.2), whose relative
 * error is below 1.2·10⁻⁷.
 */
public final class Erfc {
    /** The coefficients of the fit, highest power first. */
    private static final float[] ERFC = {
        0.17087276f,
        -0.82215226f,
        1.4885159f,
        -1.135204f,
        0.27886808f,
        -0.18628806f,
        0.09678418f,
        0.37409195f,
        1.0000237f,
        -1.2655122f
    };

    private Erfc() {}

    /** Returns erfc(z) for z ≥ 0: t · e^(−z² + P(t)) with t = 1 / (1 + z/2). */
    public static FloatVector of(FloatVector z) {
        FloatVector t = z.broadcast(1).div(z.fma(0.5f, 1));
        FloatVector p = t.broadcast(ERFC[0]);
        for (int i = 1; i < ERFC.length; i++) {
            p = p.fma(t, t.broadcast(ERFC[i]));
        }
        return t.mul(Exp.of(z.neg().fma(z, p)));
    }
}
