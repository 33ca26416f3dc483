package org.flux4j.tornado.run;

import org.flux4j.op.Storage;
import org.flux4j.op.Weight;

/** The elements of a weight, which are read from its file only to be copied to the device. */
public record StoredWeight(Weight weight) implements Storage {
    @Override
    public float[] elements() {
        return weight.toFloats();
    }
}
