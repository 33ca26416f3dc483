package org.flux4j.jmh;

import org.flux4j.op.Tensor;

/** A backend that is fast and wrong is not measured. */
final class Agreement {
    /** Room for the order of a few hundred float32 additions of values around one. */
    private static final double TOLERANCE = 1e-4;

    private Agreement() {}

    /** Throws unless every |got − want| ≤ tolerance · (1 + |want|), and there is at least one. */
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
