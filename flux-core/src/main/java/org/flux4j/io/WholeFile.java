package org.flux4j.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.flux4j.BadInputException;

/**
 * Writes a file whole or not at all: first into a temporary file beside it, which then replaces it in one move. After an
 * error or Ctrl-C there is no temporary file, and an existing file is unchanged.
 */
public final class WholeFile {
    /** Content that can be written to a stream. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of the content. */
        void writeTo(OutputStream out) throws IOException;
    }

    private WholeFile() {}

    /**
     * Writes a file, replacing an existing one.
     *
     * @throws BadInputException if it cannot be written
     */
    public static void write(Path file, Content content) {
        try {
            replace(file, content);
        } catch (IOException e) {
            throw BadInputException.unwritable(file, e);
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        String unique = Long.toHexString(System.nanoTime());
        Path temporary = file.resolveSibling("." + file.getFileName() + "." + unique + ".part");
        temporary.toFile().deleteOnExit();
        try {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                content.writeTo(out);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
