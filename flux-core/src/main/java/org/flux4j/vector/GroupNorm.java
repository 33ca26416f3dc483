package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;

/** Layer norm over a group of neighbouring channels with all their pixels, then the weight and bias of each channel. */
final class GroupNorm {
    /** So many pixels stay in the first cache between the norm and the activation. */
    private static final int RUN = 2048;

    private GroupNorm() {}

    /** The group of {@code channels} channels that begins with channel {@code from}. */
    static void apply(
            float[] x,
            int from,
            int channels,
            int pixels,
            float eps,
            float[] weight,
            float[] bias,
            Activation activation,
            float[] y) {
        int at = from * pixels;
        int count = channels * pixels;
        float mean = (float) (Sums.sum(x, at, count) / count);
        double deviation = Math.sqrt(Sums.squares(x, at, count, mean) / count + eps);
        for (int channel = from; channel < from + channels; channel++) {
            float factor = (float) (weight[channel] / deviation);
            for (int pixel = 0; pixel < pixels; pixel += RUN) {
                int run = Math.min(RUN, pixels - pixel);
                int start = channel * pixels + pixel;
                scale(x, start, mean, factor, bias[channel], y, run);
                activation.apply(y, start, y, start, run);
            }
        }
    }

    private static void scale(float[] x, int at, float mean, float factor, float offset, float[] y, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector.fromArray(S, x, at + i).sub(mean).fma(factor, offset).intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = Math.fma(x[at + i] - mean, factor, offset);
        }
    }
}
