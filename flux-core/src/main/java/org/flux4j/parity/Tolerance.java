package org.flux4j.parity;

/** How near a result must come: an element passes when |got − want| ≤ atol + rtol · |want|. */
record Tolerance(double atol, double rtol) {
    /** The largest error that passes beside a wanted value. */
    double at(double want) {
        return atol + rtol * Math.abs(want);
    }

    /** Whether an element passes. What is not a number never does; an infinite value does beside the same one only. */
    boolean allows(double got, double want) {
        if (Double.isFinite(got) && Double.isFinite(want)) {
            return Math.abs(got - want) <= at(want);
        }
        return got == want;
    }

    @Override
    public String toString() {
        return rtol == 0 ? Brief.error(atol) : Brief.error(atol) + " + " + Brief.error(rtol) + "*|want|";
    }
}
