package org.flux4j.ref;

import java.util.Arrays;
import org.flux4j.op.Weight;

/** Small weights that may be absent: biases and the scales of norms. */
final class Params {
    private Params() {}

    /** The elements of {@code weight}, or {@code count} times {@code otherwise} when it is null. */
    static float[] read(Weight weight, int count, float otherwise) {
        if (weight != null) {
            return weight.toFloats();
        }
        float[] values = new float[count];
        Arrays.fill(values, otherwise);
        return values;
    }
}
