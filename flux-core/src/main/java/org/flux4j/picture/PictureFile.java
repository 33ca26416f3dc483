package org.flux4j.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flux4j.BadInputException;

/** A picture's file, brought into memory. */
final class PictureFile {
    /** Who names a model's weights by mistake need not wait until memory is full. */
    private static final long MOST_BYTES = 1 << 30;

    private PictureFile() {}

    static byte[] bytes(Path file) {
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw new BadInputException(
                        file + ": not a picture: " + size + " bytes, expected at most " + MOST_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw BadInputException.unreadable(file, e);
        }
    }
}
