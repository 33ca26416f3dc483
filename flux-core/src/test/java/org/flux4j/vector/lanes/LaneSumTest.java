package org.flux4j.vector.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class LaneSumTest {
    /** Often enough for the first calls to be interpreted and the last to be compiled by C2. */
    private static final int CALLS = 100_000;

    @Test
    void hasTheSameBitsInterpretedAndCompiled() {
        float[] lanes = new float[Lanes.L];
        SplittableRandom random = new SplittableRandom(1);
        for (int lane = 0; lane < lanes.length; lane++) {
            lanes[lane] = (float) random.nextGaussian();
        }
        float want = halved(lanes);
        for (int call = 0; call < CALLS; call++) {
            assertThat(LaneSum.of(FloatVector.fromArray(Lanes.S, lanes, 0))).isEqualTo(want);
        }
    }

    private static float halved(float[] lanes) {
        if (lanes.length == 1) {
            return lanes[0];
        }
        float[] half = new float[lanes.length / 2];
        for (int i = 0; i < half.length; i++) {
            half[i] = lanes[i] + lanes[i + half.length];
        }
        return halved(half);
    }
}
