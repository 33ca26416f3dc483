package org.flux4j.vector.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class ExpTest {
    /** Neighbouring floats are so many steps of x apart that the test takes about 2 million of them. */
    private static final int STEP = 1009;

    @Test
    void isWithinOneUnitInTheLastPlace() {
        double worst = 0;
        int count = 0;
        for (float sign : new float[] {-1, 1}) {
            float limit = sign < 0 ? -Exp.LOWEST : Exp.HIGHEST;
            for (int bits = 0; bits <= Float.floatToIntBits(limit); bits += STEP) {
                float x = sign * Float.intBitsToFloat(bits);
                float want = (float) Math.exp(x);
                worst = Math.max(worst, Math.abs(exp(x) - Math.exp(x)) / Math.ulp(want));
                count++;
            }
        }
        assertThat(count).isGreaterThan(2_000_000);
        assertThat(worst).isLessThan(1);
    }

    @Test
    void endsInZeroAndInfinity() {
        assertThat(exp(Math.nextDown(Exp.LOWEST))).isZero();
        assertThat(exp(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(exp(Exp.HIGHEST)).isFinite();
        assertThat(exp(Math.nextUp(Exp.HIGHEST))).isInfinite();
        assertThat(exp(Float.POSITIVE_INFINITY)).isInfinite();
        assertThat(exp(Float.NaN)).isNaN();
        assertThat(exp(0)).isEqualTo(1);
        assertThat(exp(-0f)).isEqualTo(1);
    }

    private static float exp(float x) {
        return Exp.of(FloatVector.broadcast(Lanes.S, x)).lane(0);
    }
}
