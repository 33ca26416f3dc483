package org.flux4j.ref;

/**
 * The error function: erf(x) = 2/√π · ∫₀ˣ e^(−t²) dt.
 *
 * <p>It is computed as 2/√π · e^(−x²) · Σ_n 2ⁿ · x^(2n+1) / (1·3·5·…·(2n+1)). All terms have the same sign, so there is
 * no cancellation.
 *
 * <p>Source: NIST Digital Library of Mathematical Functions, <a href="https://dlmf.nist.gov/7.6#E2">7.6.2</a>.
 */
final class Erf {
    private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

    /** The magnitude from which erf(x) rounds to ±1 in double: 1 − erf(6) is 2·10⁻¹⁷. */
    private static final double ONE_FROM = 6;

    /** The share of the sum below which a term no longer changes it. */
    private static final double HALF_ULP = 0x1p-54;

    private Erf() {}

    static double erf(double x) {
        if (Math.abs(x) >= ONE_FROM) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > HALF_ULP * Math.abs(sum); n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_SQRT_PI * Math.exp(-x * x) * sum;
    }
}
