package org.flux4j.io;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import org.flux4j.BadInputException;

/**
 * The tensors of a safetensors file: a JSON header that names them, then their bytes.
 *
 * <p>Source: <a href="https://github.com/huggingface/safetensors#format">safetensors, Format</a>.
 *
 * @param source the file, for messages
 * @param metadata the entries of {@code __metadata__}
 * @param tensors the tensors by name, in the order of their bytes in the file
 */
public record SafeTensors(String source, Map<String, String> metadata, Map<String, StoredTensor> tensors)
        implements WeightFile {
    /**
     * Maps a file into memory and reads its header. The elements of tensors are read when they are used. The mapping lasts
     * until no tensor over it is reachable. If the file is an index {@code *.index.json}, the shards that it names are opened.
     *
     * <p>The file must not change while it is in use. If it is cut short, or its disk fails, reading an element throws an
     * {@link InternalError}; if other bytes are written into it, those are read.
     *
     * @throws BadInputException if it cannot be read, or its header is not consistent
     */
    public static SafeTensors open(Path file) {
        return file.toString().endsWith(".index.json")
                ? ShardIndex.open(file)
                : of(file.toString(), MappedFile.map(file));
    }

    /**
     * Returns the tensors of a file in memory.
     *
     * @throws BadInputException if its header is not consistent
     */
    public static SafeTensors of(String source, MemorySegment file) {
        return SafeTensorsHeader.read(source, file);
    }

    /**
     * {@inheritDoc}
     *
     * @throws BadInputException if the metadata says that they are quantised in a way that cannot be read
     */
    @Override
    public Weights weights() {
        String quantised = metadata.get("_quantization_metadata");
        if (quantised != null) {
            ScaledWeights.checkFormats(source + ": _quantization_metadata", quantised);
        }
        return WeightFile.super.weights();
    }
}
