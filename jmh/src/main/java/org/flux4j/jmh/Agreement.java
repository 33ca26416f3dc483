package org.flux4j.jmh;

import org.flux4j.op.Tensor;

/** Checks that a backend computes what the reference computes, so that a wrong result is never timed. */
final class Agreement {
    /** Allows for any order of a few hundred float32 additions of values around one. */
    private static final double TOLERANCE = 1e-4;

    private Agreement() {}

    /**
     * Checks that every element is within the tolerance: |got − want| ≤ 1e-4 · (1 + |want|).
     *
     * @throws IllegalStateException if one is not, the shapes differ, or there are no elements
     */
    static void check(Tensor got, Tensor want) {
        if (!got.shape().equals(want.shape()) || want.data().length == 0) {
            throw new IllegalStateException("expected shape " + want.shape() + ", found " + got.shape());
        }
        for (int i = 0; i < want.data().length; i++) {
            double error = Math.abs((double) got.data()[i] - want.data()[i]);
            if (!(error <= TOLERANCE * (1 + Math.abs(want.data()[i])))) {
                throw new IllegalStateException(
                        "element " + i + ": expected " + want.data()[i] + ", found " + got.data()[i]);
            }
        }
    }
}
