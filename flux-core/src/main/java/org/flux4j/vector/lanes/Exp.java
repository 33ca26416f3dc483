package org.flux4j.vector.lanes;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * e^x in float32, the same bits at every width.
 *
 * <p>x = n·ln 2 + r with |r| ≤ ln 2 / 2, so e^x = 2ⁿ · e^r. The polynomial for e^r is that of <a
 * href="https://www.netlib.org/cephes/">Cephes</a>, {@code expf.c}. The error is below 1 unit in the last place
 * between {@link #LOWEST} and {@link #HIGHEST}; below, the result is 0, above, ∞.
 */
public final class Exp {
    /** The smallest x for which 2ⁿ⁻¹ is a normal number. */
    static final float LOWEST = -86.6f;

    /** The largest x for which e^x is finite. */
    static final float HIGHEST = 88.72283f;

    private static final float LOG2_E = 1.442695f;

    /** ln 2 in two parts; the first is so short that n · LN2_HIGH is exact. */
    private static final float LN2_HIGH = 0.6933594f;

    private static final float LN2_LOW = -0.00021219444f;

    /** Added to a small number, it leaves that number, rounded to an integer, in the lowest bits of the sum. */
    private static final float ROUND = 0x1.8p23f;

    private static final int MANTISSA_BITS = 23;
    private static final int BIAS = 127;

    private Exp() {}

    /** Returns e^x for every lane x. */
    public static FloatVector of(FloatVector x) {
        FloatVector rounded = x.mul(LOG2_E).add(ROUND);
        FloatVector n = rounded.sub(ROUND);
        FloatVector r = n.fma(n.broadcast(-LN2_HIGH), x);
        r = n.fma(n.broadcast(-LN2_LOW), r);
        FloatVector p = r.fma(2 * 0.00019875691f, 2 * 0.0013981999f); // all doubled, as the power of 2 is halved
        p = p.fma(r, r.broadcast(2 * 0.008333452f));
        p = p.fma(r, r.broadcast(2 * 0.041665796f));
        p = p.fma(r, r.broadcast(2 * 0.16666666f));
        p = p.fma(r, r.broadcast(2 * 0.5f));
        p = p.fma(r, r.broadcast(2)).fma(r, r.broadcast(2));
        FloatVector half = rounded.reinterpretAsInts()
                .add(BIAS - 1)
                .lanewise(VectorOperators.LSHL, MANTISSA_BITS)
                .reinterpretAsFloats();
        return p.mul(half)
                .blend(0, x.lt(LOWEST))
                .blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.GT, HIGHEST));
    }
}
