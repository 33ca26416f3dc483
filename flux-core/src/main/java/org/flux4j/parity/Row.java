package org.flux4j.parity;

import java.util.Locale;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Shape;

/**
 * What came of one expected output of a golden case.
 *
 * @param difference how far the output was from it; null when nothing was compared
 * @param note why it failed or was skipped; empty when it passed
 */
record Row(GoldenCase golden, String output, Difference difference, Verdict verdict, String note) {
    /** What a row says in the end. */
    enum Verdict {
        PASS,
        FAIL,
        SKIPPED
    }

    static Row failed(GoldenCase golden, String output, String note) {
        return new Row(golden, output, null, Verdict.FAIL, note);
    }

    static Row skipped(GoldenCase golden, String output, String note) {
        return new Row(golden, output, null, Verdict.SKIPPED, note);
    }

    /** Compares an output with the expected one. */
    static Row compare(GoldenCase golden, String output, StoredTensor got) {
        StoredTensor want = golden.expected().get(output);
        if (!got.shape().equals(want.shape())) {
            return failed(golden, output, "expected shape " + want.shape() + ", found " + got.shape());
        }
        if (want.shape().count() == 0) {
            return failed(golden, output, "it has no elements, so nothing was compared");
        }
        Difference difference = Difference.between(got, want, golden.tolerance());
        if (difference.outside() == 0) {
            return new Row(golden, output, difference, Verdict.PASS, "");
        }
        String note = String.format(
                Locale.ROOT,
                "%d of %d elements outside the tolerance, worst %s",
                difference.outside(),
                want.shape().count(),
                difference.worst());
        return new Row(golden, output, difference, Verdict.FAIL, note);
    }

    /** The expected shape. */
    Shape shape() {
        return golden.expected().get(output).shape();
    }
}
