package org.flux4j.io;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What a name to be written to stands for. */
sealed interface Destination permits FileDestination, StreamDestination {
    /** As many as Linux follows. */
    int MOST_LINKS = 40;

    /** Returns what the name leads to, through symbolic links. */
    static Destination of(Path name) throws IOException {
        Path path = name;
        for (int links = 0; Files.isSymbolicLink(path); links++) {
            if (StreamDestination.isDescriptor(path)) {
                return new StreamDestination(path);
            }
            if (links == MOST_LINKS) {
                throw new FileSystemException(name.toString(), null, "too many symbolic links");
            }
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        return isPipeOrDevice(path) ? new StreamDestination(path) : new FileDestination(path);
    }

    private static boolean isPipeOrDevice(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).isOther();
        } catch (IOException e) {
            return false;
        }
    }

    /** Checks, as far as that can be known, that it can be written to. */
    void check() throws IOException;

    void write(WholeFile.Content content) throws IOException;
}
