package org.flux4j.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flux4j.op.Tensor;

/** How far a result may be from the expected one: |got − want| ≤ absolute + relative · |want| in every element. */
public record Budget(double absolute, double relative) {
    /** The same bits, where any NaN is as good as another. */
    public static final Budget EXACT = new Budget(0, 0);

    /** A function of one element. */
    static final Budget FUNCTION = new Budget(1e-7, 2e-6);

    /** A row divided by its own size. */
    static final Budget NORM = new Budget(2e-6, 2e-6);

    /** A row that is small beside its distance from zero, divided by its own size. */
    static final Budget FAR_FROM_ZERO = new Budget(3e-5, 1e-5);

    /** Sums of n products of normal numbers: each of n roundings is of a sum that has grown to √n, and half undo the others. */
    static Budget sums(int n) {
        return new Budget(1e-6 + 1e-7 * n, 1e-6);
    }

    /** Fails unless there are as many results as expected, each within this budget. */
    public void check(Object what, List<Tensor> got, List<Tensor> want) {
        assertThat(want).as("%s", what).isNotEmpty().hasSameSizeAs(got);
        for (int i = 0; i < want.size(); i++) {
            check(what + ", result " + i, got.get(i), want.get(i));
        }
    }

    /** Fails on another shape, on nothing to compare, on a NaN that only one side has, and on what exceeds this budget. */
    public void check(String what, Tensor got, Tensor want) {
        assertThat(got.shape()).as(what).isEqualTo(want.shape());
        float[] found = got.data();
        float[] expected = want.data();
        assertThat(expected).as(what).isNotEmpty();
        double worst = 0;
        int where = 0;
        for (int i = 0; i < expected.length; i++) {
            double share = share(found[i], expected[i]);
            if (!(share <= worst)) {
                worst = share;
                where = i;
            }
        }
        assertThat(worst <= 1)
                .as(
                        "%s: element %d: got %s, want %s, %.2f of the budget",
                        what, where, found[where], expected[where], worst)
                .isTrue();
    }

    private double share(float got, float want) {
        if (Float.compare(got, want) == 0) {
            return 0;
        }
        if (!Float.isFinite(got) || !Float.isFinite(want)) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.abs((double) got - want) / (absolute + relative * Math.abs((double) want));
    }
}
