package org.flux4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.flux4j.BadInputException;

/**
 * The tensors of a GGUF file: metadata and names, then their bytes.
 *
 * <p>Source: <a href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">GGUF</a>.
 *
 * @param source the file, for messages
 * @param metadata the metadata; of an array of more than a few elements, the number of elements
 * @param tensors the tensors by name, in the order of the file, with their axes in the order of PyTorch
 */
public record Gguf(String source, Map<String, String> metadata, Map<String, StoredTensor> tensors)
        implements WeightFile {
    static final byte[] MAGIC = "GGUF".getBytes(StandardCharsets.US_ASCII);

    /** Returns whether a path leads to a file that begins as this format does. */
    static boolean isOne(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        } catch (IOException e) {
            throw BadInputException.unreadable(file, e);
        }
    }

    /**
     * Maps a file into memory and reads its header.
     *
     * @throws BadInputException if it cannot be read, or its header is not consistent
     */
    static Gguf open(Path file) {
        return of(file.toString(), MappedFile.map(file));
    }

    /**
     * Returns the tensors of a file in memory.
     *
     * @throws BadInputException if its header is not consistent, or a tensor is of a type that is not read
     */
    static Gguf of(String source, MemorySegment file) {
        return GgufHeader.read(source, file);
    }
}
