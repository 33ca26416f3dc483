package org.flux4j.parity;

import java.util.Locale;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Shape;

/**
 * A row of a report: the result for one expected output of a golden case.
 *
 * @param golden the case
 * @param output the name of the output
 * @param difference the difference between the output and the expected output; {@code null} if nothing was compared
 * @param verdict the verdict
 * @param note the reason why the output failed or was skipped; empty if it passed
 */
record Row(GoldenCase golden, String output, Difference difference, Verdict verdict, String note) {
    /** The verdict on an output. */
    enum Verdict {
        /** All elements are within the tolerance. */
        PASS,
        /** An element is outside of the tolerance, or there is nothing to compare. */
        FAIL,
        /** The backend does not implement the operator, or its backward pass. */
        SKIPPED
    }

    /** Returns the row of an output that failed without a comparison. */
    static Row failed(GoldenCase golden, String output, String note) {
        return new Row(golden, output, null, Verdict.FAIL, note);
    }

    /** Returns the row of an output that was skipped. */
    static Row skipped(GoldenCase golden, String output, String note) {
        return new Row(golden, output, null, Verdict.SKIPPED, note);
    }

    /** Compares an output with the expected output and returns the row. */
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

    /** Returns the expected shape. */
    Shape shape() {
        return golden.expected().get(output).shape();
    }
}
