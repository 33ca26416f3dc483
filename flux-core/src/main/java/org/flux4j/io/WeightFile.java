package org.flux4j.io;

import java.nio.file.Path;
import java.util.Map;
import org.flux4j.BadInputException;

/** A file of weights: safetensors, possibly in shards, or GGUF. The elements of its tensors are read when they are used. */
public interface WeightFile {
    /**
     * Maps a file into memory and reads its header: as GGUF if it begins like that, and as {@linkplain SafeTensors#open
     * safetensors} otherwise.
     *
     * @throws BadInputException if it cannot be read, or its header is not consistent
     */
    static WeightFile open(Path file) {
        return Gguf.isOne(file) ? Gguf.open(file) : SafeTensors.open(file);
    }

    /** Returns the file, for messages. */
    String source();

    /** Returns the metadata as texts. */
    Map<String, String> metadata();

    /** Returns the tensors by name, in the order of the file. */
    Map<String, StoredTensor> tensors();

    /** Returns the tensors as weights, under the names that the file gives them. */
    default Weights weights() {
        return new StoredWeights(source(), tensors());
    }
}
