package org.flux4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.flux4j.op.Tensor;

/** How far a result may be from the reference: |got − want| ≤ absolute + relative · |want| in every element. */
record Budget(double absolute, double relative) {
    static final Budget EXACT = new Budget(0, 0);

    /** Fails on another shape, on nothing to compare, on a NaN that only one side has, and on what exceeds the budget. */
    void check(String what, Tensor got, Tensor want) {
        assertThat(got.shape()).as(what).isEqualTo(want.shape());
        assertThat(want.data()).as(what).isNotEmpty();
        double worst = 0;
        int where = 0;
        for (int i = 0; i < want.data().length; i++) {
            double share = share(got.data()[i], want.data()[i]);
            if (!(share <= worst)) {
                worst = share;
                where = i;
            }
        }
        assertThat(worst <= 1)
                .as(
                        "%s: element %d: got %s, want %s, %.2f of the budget",
                        what, where, got.data()[where], want.data()[where], worst)
                .isTrue();
    }

    private double share(float got, float want) {
        if (Float.compare(got, want) == 0 || got == want) {
            return 0;
        }
        if (!Float.isFinite(got) || !Float.isFinite(want)) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.abs((double) got - want) / (absolute + relative * Math.abs((double) want));
    }
}
