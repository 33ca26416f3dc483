package org.flux4j.parity;

import java.util.HashMap;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Tensor;

/** The inputs of a golden case, as they are stored and as tensors. */
final class Inputs {
    private final Map<String, StoredTensor> stored;
    private final Map<String, Tensor> tensors = new HashMap<>();

    /** Creates inputs from the tensors {@code in.NAME}, by NAME. */
    Inputs(Map<String, StoredTensor> stored) {
        this.stored = stored;
    }

    /** Returns {@code true} if there is an input of the given name. */
    boolean has(String name) {
        return stored.containsKey(name);
    }

    /**
     * Returns an input as stored.
     *
     * @throws BadInputException if there is no such input
     */
    StoredTensor stored(String name) {
        StoredTensor tensor = stored.get(name);
        if (tensor == null) {
            throw new BadInputException("no tensor in." + name);
        }
        return tensor;
    }

    /**
     * Returns an input as a tensor, the same one every time: a tape identifies a tensor by its storage.
     *
     * @throws BadInputException if there is no such input
     */
    Tensor tensor(String name) {
        return tensors.computeIfAbsent(name, key -> stored(key).tensor());
    }
}
