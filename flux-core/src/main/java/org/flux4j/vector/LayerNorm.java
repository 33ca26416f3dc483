package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;

/**
 * y = (x − mean(x)) / √(var(x) + eps) · factor + offset over a row: layer norm with its weight and bias, or with the
 * scale and shift of a modulation.
 */
final class LayerNorm {
    private LayerNorm() {}

    static void apply(float[] x, int at, float eps, float[] factor, float[] offset, float[] y, int count) {
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
