package org.flux4j.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.flux4j.BadInputException;

/** Paths as users write them. */
final class Paths {
    private Paths() {}

    /**
     * Returns the path of that name.
     *
     * @throws BadInputException when the system has no such names
     */
    static Path of(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new BadInputException(name + ": not the name of a file: " + e.getReason(), e);
        }
    }
}
