package org.flux4j.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.flux4j.BadInputException;

/** Files in memory. */
final class MappedFile {
    private MappedFile() {}

    /**
     * Maps a file into memory, for as long as the result is reachable.
     *
     * @throws BadInputException if it cannot be read
     */
    static MemorySegment map(Path file) {
        InputFile.check(file);
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
        } catch (IOException e) {
            throw BadInputException.unreadable(file, e);
        }
    }
}
