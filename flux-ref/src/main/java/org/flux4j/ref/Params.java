package org.flux4j.ref;

import java.util.Arrays;
import org.flux4j.op.Weight;

/** Reads optional vectors of parameters: biases and the weights of norms. */
final class Params {
    private Params() {}

    /** Returns the elements of a weight or, if it is {@code null}, {@code count} times the value {@code otherwise}. */
    static float[] read(Weight weight, int count, float otherwise) {
        if (weight != null) {
            return weight.toFloats();
        }
        float[] values = new float[count];
        Arrays.fill(values, otherwise);
        return values;
    }
}
