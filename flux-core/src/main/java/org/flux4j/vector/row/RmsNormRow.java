package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;

/** RMS norm of a row: y = x / √(mean(x²) + eps) · scale. */
public final class RmsNormRow {
    private RmsNormRow() {}

    /** Normalises {@code count} elements; the scale begins at 0. */
    public static void apply(float[] x, int at, float[] scale, float eps, float[] y, int atY, int count) {
        float factor = (float) (1 / Math.sqrt(Sums.squares(x, at, count, 0) / count + eps));
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector normed = FloatVector.fromArray(S, x, at + i).mul(factor);
            normed.mul(FloatVector.fromArray(S, scale, i)).intoArray(y, atY + i);
        }
        for (; i < count; i++) {
            y[atY + i] = x[at + i] * factor * scale[i];
        }
    }
}
