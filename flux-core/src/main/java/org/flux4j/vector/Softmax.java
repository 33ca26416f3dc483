package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** y = e^(x − max x) / Σ e^(x − max x) over a row. */
final class Softmax {
    private Softmax() {}

    static void apply(float[] x, int at, float[] y, int count) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            max = Math.max(max, x[at + i]);
        }
        for (int i = 0; i < count; i += L) {
            VectorMask<Float> rest = S.indexInRange(i, count);
            Exp.of(FloatVector.fromArray(S, x, at + i, rest).sub(max)).intoArray(y, at + i, rest);
        }
        float factor = (float) (1 / Sums.sum(y, at, count));
        Affine.apply(y, at, factor, 0, y, at, count);
    }
}
