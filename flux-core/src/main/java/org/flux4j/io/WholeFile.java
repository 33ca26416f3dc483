package org.flux4j.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.flux4j.BadInputException;

/**
 * Writes a file whole or not at all: first into a temporary file beside it, which then replaces it in one move. After an
 * error or Ctrl-C there is no temporary file, and an existing file is unchanged.
 *
 * <p>A symbolic link stays, and the file that it leads to is written. An older file is replaced by one with the same
 * permissions and, where the system allows it, the same owner; its other hard links keep the old content. A read-only file is
 * refused. A named pipe, a character device or an open descriptor, such as {@code /dev/stdout}, is written into.
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
            Destination.of(file).write(content);
        } catch (IOException e) {
            throw BadInputException.unwritable(file, e);
        }
    }

    /**
     * Writes a new file under the first of several names that does not exist, which no other program that creates files
     * can take at the same time.
     *
     * @param names of files in the same folder; as many as needed
     * @return the name
     * @throws BadInputException if the file cannot be written
     */
    public static Path writeNew(Stream<Path> names, Content content) {
        Iterator<Path> candidates = names.iterator();
        Path name = candidates.next();
        try (PartialFile partial = PartialFile.beside(name)) {
            partial.write(content);
            while (!create(name)) {
                name = candidates.next();
            }
            partial.moveTo(name);
            return name;
        } catch (IOException e) {
            throw BadInputException.unwritable(name, e);
        }
    }

    private static boolean create(Path name) throws IOException {
        try {
            Files.createFile(name);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /**
     * Checks that a file can be written, before minutes are spent on computing its content.
     *
     * @throws BadInputException if it cannot be written
     */
    public static void checkWritable(Path file) {
        try {
            Destination.of(file).check();
        } catch (IOException e) {
            throw BadInputException.unwritable(file, e);
        }
    }

    /** Returns {@code true} if the file is written into, as a pipe or a device is, rather than replaced. */
    public static boolean isStream(Path file) {
        try {
            return Destination.of(file) instanceof StreamDestination;
        } catch (IOException e) {
            return false;
        }
    }
}
