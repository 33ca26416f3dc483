package org.flux4j.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import org.flux4j.BadInputException;

/**
 * The tensors of a safetensors file: a JSON header that names them, then their bytes. Source: the section "Format" of
 * https://github.com/huggingface/safetensors.
 *
 * @param source the file, for messages
 * @param metadata the strings under {@code __metadata__}
 * @param tensors the tensors by name, in the order in which their bytes lie in the file
 */
public record SafeTensors(String source, Map<String, String> metadata, Map<String, StoredTensor> tensors) {
    /**
     * Maps a file into memory; nothing but its header is read before someone asks for elements. The mapping ends when the
     * last tensor over it is out of reach. Of a file {@code *.index.json}, the shards that it names are opened.
     *
     * @throws BadInputException when it cannot be read, or its header does not hold together
     */
    public static SafeTensors open(Path file) {
        return file.toString().endsWith(".index.json") ? ShardIndex.open(file) : of(file.toString(), map(file));
    }

    /**
     * The tensors of a file that already lies in memory.
     *
     * @throws BadInputException when its header does not hold together
     */
    public static SafeTensors of(String source, MemorySegment file) {
        return SafeTensorsHeader.read(source, file);
    }

    /** The tensors as weights, under the names the file gives them. */
    public Weights weights() {
        return new StoredWeights(source, tensors);
    }

    private static MemorySegment map(Path file) {
        InputFile.check(file);
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        } catch (IOException e) {
            throw BadInputException.unreadable(file, e);
        }
    }
}
