package org.flux4j.vector;

import java.util.ArrayList;
import java.util.List;

/** The working memory of one thread: arrays that stay from task to task and only grow. */
final class Scratch {
    private final List<float[]> arrays = new ArrayList<>();
    private int taken;

    /** Makes all arrays available again. */
    void reset() {
        taken = 0;
    }

    /** An array of at least that size with anything in it, to be used until the end of the task. */
    float[] floats(int size) {
        if (taken == arrays.size()) {
            arrays.add(new float[size]);
        } else if (arrays.get(taken).length < size) {
            arrays.set(taken, new float[size]);
        }
        return arrays.get(taken++);
    }
}
