package org.flux4j.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTableTest {
    @Test
    void medians() {
        assertThat(ComparisonTable.median(3, 1, 8)).isEqualTo(3);
        assertThat(ComparisonTable.median(8, 1, 4, 2)).isEqualTo(3);
    }

    /** A slow round is slow on both sides; their ratio remains. */
    @Test
    void ratiosAreOfNeighbours() {
        assertThat(ComparisonTable.ratio(new double[] {3, 30, 6}, new double[] {2, 20, 4}))
                .isEqualTo("1.50");
    }

    @Test
    void thereIsNoRatioWithoutTheOther() {
        assertThat(ComparisonTable.ratio(new double[0], new double[] {2, 20, 4}))
                .isEqualTo("–");
    }
}
