package org.flux4j;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Thrown when input from the user is invalid. The message says in one line what is wrong, where, and what was expected; the
 * command line prints it unchanged.
 */
public class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 600;

    public BadInputException(String message) {
        super(OneLine.of(message, LONGEST));
    }

    public BadInputException(String message, Throwable cause) {
        super(OneLine.of(message, LONGEST), cause);
    }

    /** Returns an exception for a file that could not be read. */
    public static BadInputException unreadable(Path file, IOException cause) {
        return new BadInputException(name(file) + ": cannot be read: " + reason(cause), cause);
    }

    /** Returns an exception for a file that could not be written. */
    public static BadInputException unwritable(Path file, IOException cause) {
        return new BadInputException(name(file) + ": cannot be written: " + reason(cause), cause);
    }

    /** Shortens long names, to leave room for the reason. */
    private static String name(Path file) {
        return OneLine.of(file.toString(), LONGEST / 2);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (cause instanceof AccessDeniedException) {
            return "no permission";
        }
        String reason = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        return reason == null ? cause.toString() : reason;
    }
}
