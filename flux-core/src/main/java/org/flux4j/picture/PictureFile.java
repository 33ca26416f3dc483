package org.flux4j.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flux4j.BadInputException;

/** Reads picture files into memory. */
final class PictureFile {
    /** The largest file that is read. It keeps a weight file that is given by mistake from filling the memory. */
    private static final long MAX_BYTES = 1 << 30;

    private PictureFile() {}

    /**
     * Returns the content of a file.
     *
     * @throws BadInputException if it cannot be read, or is too large
     */
    static byte[] bytes(Path file) {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new BadInputException(
                        file + ": not a picture: " + size + " bytes, expected at most " + MAX_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw BadInputException.unreadable(file, e);
        }
    }
}
