package org.flux4j.vector.lanes;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * The sum of the lanes of a vector: one half is added to the other until one lane is left. The order of {@code
 * reduceLanes} is not defined, and differed between interpreted and compiled code, so that two runs had different bits.
 */
public final class LaneSum {
    private static final VectorShuffle<Float> BY_8 = rotation(8);
    private static final VectorShuffle<Float> BY_4 = rotation(4);
    private static final VectorShuffle<Float> BY_2 = rotation(2);
    private static final VectorShuffle<Float> BY_1 = rotation(1);

    private LaneSum() {}

    /** Returns the sum of the lanes. */
    public static float of(FloatVector v) {
        FloatVector by8 = L > 8 ? v.add(v.rearrange(BY_8)) : v;
        FloatVector by4 = L > 4 ? by8.add(by8.rearrange(BY_4)) : by8;
        FloatVector by2 = L > 2 ? by4.add(by4.rearrange(BY_2)) : by4;
        return by2.add(by2.rearrange(BY_1)).lane(0);
    }

    private static VectorShuffle<Float> rotation(int by) {
        return VectorShuffle.iota(S, by, 1, true);
    }
}
