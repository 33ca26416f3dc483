package org.flux4j.vector;

import java.util.ArrayList;
import java.util.List;

/** The working memory of one thread: arrays that stay from job to job and only grow. */
final class Scratch {
    private final Memory memory;
    private final List<float[]> arrays = new ArrayList<>();
    private int taken;

    Scratch(Memory memory) {
        this.memory = memory;
    }

    /** Makes all arrays available again. */
    void reset() {
        taken = 0;
    }

    /** An array of at least that size with anything in it, to be used until the end of the job. */
    float[] floats(int size) {
        if (taken == arrays.size()) {
            arrays.add(memory.array(size));
        } else if (memory.size(arrays.get(taken)) < size) {
            arrays.set(taken, memory.array(size));
        }
        return arrays.get(taken++);
    }

    /** The bytes of all arrays of these. */
    static long bytes(List<Scratch> scratches) {
        return Float.BYTES
                * scratches.stream()
                        .flatMap(scratch -> scratch.arrays.stream().map(scratch.memory::size))
                        .mapToLong(Integer::longValue)
                        .sum();
    }
}
