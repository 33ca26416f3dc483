package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;

/**
 * Layer norm of a row: y = (x − mean(x)) / √(var(x) + eps) · factor + offset. Factor and offset are the weight and bias
 * of the norm, or the scale and shift of a modulation.
 */
public final class LayerNormRow {
    private LayerNormRow() {}

    /** Normalises the rows of {@code count} elements from {@code from} to {@code to} (exclusive). */
    public static void applyAll(
            float[] x, int from, int to, float eps, float[] factor, float[] offset, float[] y, int count) {
        for (int at = from; at < to; at += count) {
            apply(x, at, eps, factor, offset, y, count);
        }
    }

    /** Normalises {@code count} elements: x and y begin at {@code at}, factor and offset at 0. */
    private static void apply(float[] x, int at, float eps, float[] factor, float[] offset, float[] y, int count) {
        float mean = (float) (Sums.sum(x, at, count) / count);
        float deviation = (float) (1 / Math.sqrt(Sums.squares(x, at, count, mean) / count + eps));
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector normed = FloatVector.fromArray(S, x, at + i).sub(mean).mul(deviation);
            normed.fma(FloatVector.fromArray(S, factor, i), FloatVector.fromArray(S, offset, i))
                    .intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = Math.fma((x[at + i] - mean) * deviation, factor[i], offset[i]);
        }
    }
}
