package org.flux4j.parity;

/**
 * The tolerance of a comparison: an element passes if |got − want| ≤ atol + rtol · |want|.
 *
 * @param atol the absolute part
 * @param rtol the part relative to the expected value
 */
record Tolerance(double atol, double rtol) {
    /** Returns the largest error allowed for an expected value. */
    double at(double want) {
        return atol + rtol * Math.abs(want);
    }

    /**
     * Returns {@code true} if an element passes. NaN never passes, and infinity passes only if the same infinity is
     * expected.
     */
    boolean allows(double got, double want) {
        if (Double.isFinite(got) && Double.isFinite(want)) {
            return Math.abs(got - want) <= at(want);
        }
        return got == want;
    }

    @Override
    public String toString() {
        return rtol == 0 ? NumberText.error(atol) : NumberText.error(atol) + " + " + NumberText.error(rtol) + "*|want|";
    }
}
