package org.flux4j.vector.run;

import java.util.ArrayList;
import java.util.List;

/** The working memory of one worker: arrays that stay from job to job and only grow. */
public final class Scratch {
    private final Memory memory;
    private final List<float[]> arrays = new ArrayList<>();
    private int used;

    Scratch(Memory memory) {
        this.memory = memory;
    }

    /** Makes all arrays available again. */
    void reset() {
        used = 0;
    }

    /** Returns an uninitialised array of at least that size, valid until the end of the job. */
    public float[] floats(int size) {
        if (used == arrays.size()) {
            arrays.add(memory.array(size));
        } else if (memory.size(arrays.get(used)) < size) {
            arrays.set(used, memory.array(size));
        }
        return arrays.get(used++);
    }

    /** Returns the bytes of all arrays of the given ones. */
    static long bytes(List<Scratch> scratches) {
        return Float.BYTES
                * scratches.stream()
                        .flatMap(scratch -> scratch.arrays.stream().map(scratch.memory::size))
                        .mapToLong(Integer::longValue)
                        .sum();
    }
}
