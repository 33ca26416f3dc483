package org.flux4j.ref;

import java.util.Arrays;
import org.flux4j.op.Weight;

/** Optional parameters, such as biases and the weights of norms, and their accumulated gradients. */
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

    /** Adds a gradient to the accumulated one or, if that is {@code null}, does nothing. */
    static void add(double[] gradient, float[] accumulated) {
        if (accumulated != null) {
            add(gradient, accumulated, 0);
        }
    }

    /** Adds a gradient to the accumulated one, from the index {@code at} on. */
    static void add(double[] gradient, float[] accumulated, int at) {
        for (int i = 0; i < gradient.length; i++) {
            accumulated[at + i] = (float) (accumulated[at + i] + gradient[i]);
        }
    }
}
