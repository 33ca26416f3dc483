package org.flux4j.io;

import java.util.Map;
import java.util.Set;
import org.flux4j.BadInputException;
import org.flux4j.op.Weight;

/** The weights of a file, under the names that the file gives them. */
record StoredWeights(String source, Map<String, StoredTensor> tensors) implements Weights {
    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public Weight find(String name) {
        StoredTensor tensor = tensors.get(name);
        try {
            return tensor == null ? null : tensor.weight();
        } catch (BadInputException e) {
            throw new BadInputException(source + ": " + e.getMessage(), e);
        }
    }
}
