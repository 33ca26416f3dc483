package org.flux4j.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flux4j.BadInputException;

/** Folders to write files into. */
final class Folders {
    private Folders() {}

    /**
     * Creates a folder unless it exists.
     *
     * @throws BadInputException if it cannot be created
     */
    static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new BadInputException(folder + ": cannot be written: it is not a folder", e);
        } catch (IOException e) {
            throw BadInputException.unwritable(folder, e);
        }
    }

    /**
     * Creates a folder unless an empty one exists.
     *
     * @throws BadInputException if it cannot be created, or if there are files in it
     */
    static void createEmpty(Path folder) {
        create(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            if (files.iterator().hasNext()) {
                throw new BadInputException(folder + ": expected a new or empty folder, found files in it");
            }
        } catch (IOException e) {
            throw BadInputException.unreadable(folder, e);
        }
    }
}
