package org.flux4j.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToleranceTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Tolerance tolerance = new Tolerance(0.5, 0.25);

    @Test
    void growsWithTheWantedValue() {
        assertThat(tolerance.allows(0.5, 0)).isTrue();
        assertThat(tolerance.allows(0.51, 0)).isFalse();
        assertThat(tolerance.allows(-9.5, -8)).isTrue();
        assertThat(tolerance.allows(-10.6, -8)).isFalse();
    }

    @Test
    void zeroAllowsEqualityOnly() {
        Tolerance exact = new Tolerance(0, 0);
        assertThat(exact.allows(3, 3)).isTrue();
        assertThat(exact.allows(Math.nextUp(3.0), 3)).isFalse();
        assertThat(exact.allows(0.0, -0.0)).isTrue();
    }

    @Test
    void notANumberNeverPasses() {
        assertThat(tolerance.allows(Double.NaN, 1)).isFalse();
        assertThat(tolerance.allows(1, Double.NaN)).isFalse();
        assertThat(tolerance.allows(Double.NaN, Double.NaN)).isFalse();
    }

    @Test
    void infinityPassesBesideItselfOnly() {
        assertThat(tolerance.allows(INFINITY, INFINITY)).isTrue();
        assertThat(tolerance.allows(INFINITY, -INFINITY)).isFalse();
        assertThat(tolerance.allows(INFINITY, Double.MAX_VALUE)).isFalse();
        assertThat(tolerance.allows(5, INFINITY)).isFalse();
        assertThat(new Tolerance(Double.MAX_VALUE, Double.MAX_VALUE).allows(INFINITY, Double.MAX_VALUE))
                .isFalse();
    }

    @Test
    void saysWhatItIs() {
        assertThat(tolerance).hasToString("5e-1 + 2.5e-1*|want|");
        assertThat(new Tolerance(2, 0)).hasToString("2");
    }
}
