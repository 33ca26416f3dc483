package org.flux4j.sampling;

/**
 * Logarithm, sine and cosine in single precision, bit for bit as PyTorch's normal distribution computes them on x86-64:
 * the polynomials of Stephen Moshier's Cephes library, with the fused multiply-adds that PyTorch's compiler generates.
 * The last bit depends on the order of operations and on which of them are fused.
 *
 * <p>Source: Cephes {@code single/logf.c} and {@code single/sinf.c}; PyTorch {@code ATen/native/cpu/avx_mathfun.h}.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // the digits as in Cephes
final class Cephes {
    private static final float SQRT_HALF = 0.70710678f;

    /** The upper part of ln 2, with so few bits that its product with an exponent is exact. */
    private static final float LN2_HIGH = 0.693359375f;

    /** The rest of ln 2. */
    private static final float LN2_LOW = -2.12194440e-4f;

    private static final float[] LOG = {
        7.0376836292e-2f,
        -1.1514610310e-1f,
        1.1676998740e-1f,
        -1.2420140846e-1f,
        1.4249322787e-1f,
        -1.6668057665e-1f,
        2.0000714765e-1f,
        -2.4999993993e-1f,
        3.3333331174e-1f
    };
    private static final float FOUR_OVER_PI = 1.27323954473516f;

    /** π/4 in three parts, each with few bits. */
    private static final float[] QUARTER_PI = {0.78515625f, 2.4187564849853515625e-4f, 3.77489497744594108e-8f};

    private static final float[] SIN = {-1.9515295891e-4f, 8.3321608736e-3f, -1.6666654611e-1f};
    private static final float[] COS = {2.443315711809948e-5f, -1.388731625493765e-3f, 4.166664568298827e-2f};

    private Cephes() {}

    /** Returns ln x, for a positive x that is not subnormal. */
    static float log(float x) {
        // x = m · 2^e with m in [√½, √2)
        int e = Math.getExponent(x) + 1;
        float m = Math.scalb(x, -e);
        if (m < SQRT_HALF) {
            m += m;
            e--;
        }
        float r = m - 1;
        float z = r * r;
        float y = Math.fma(polynomial(LOG, r) * r, z, e * LN2_LOW);
        return Math.fma(e, LN2_HIGH, r + Math.fma(z, -0.5f, y));
    }

    /** Returns sin x, for x from 0 to 8192 (exclusive). */
    static float sin(float x) {
        int octant = octant(x);
        float value = reduced(x, octant, (octant & 2) != 0);
        return (octant & 4) == 0 ? value : -value;
    }

    /** Returns cos x, for x from 0 to 8192 (exclusive). */
    static float cos(float x) {
        int octant = octant(x);
        float value = reduced(x, octant, (octant & 2) == 0);
        return ((octant + 2) & 4) == 0 ? value : -value;
    }

    /** Returns the even n for which n · π/4 is nearest to x. */
    private static int octant(float x) {
        return ((int) (x * FOUR_OVER_PI) + 1) & ~1;
    }

    /** Returns the cosine or the sine of x − octant · π/4. */
    private static float reduced(float x, int octant, boolean cosine) {
        float r = x;
        for (float part : QUARTER_PI) {
            r = Math.fma(octant, -part, r);
        }
        float z = r * r;
        return cosine ? Math.fma(polynomial(COS, z) * z, z, -0.5f * z) + 1 : Math.fma(polynomial(SIN, z) * z, r, r);
    }

    /** Evaluates a polynomial by Horner's rule; its coefficients are in descending order of powers. */
    private static float polynomial(float[] coefficients, float x) {
        float y = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            y = Math.fma(y, x, coefficients[i]);
        }
        return y;
    }
}
