package org.flux4j.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.flux4j.BadInputException;

/** Parses the paths of a command line. */
final class Paths {
    private Paths() {}

    /**
     * Returns the path of the given name.
     *
     * @throws BadInputException if the name is not valid on this system
     */
    static Path of(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new BadInputException(name + ": not a valid file name: " + e.getReason(), e);
        }
    }
}
