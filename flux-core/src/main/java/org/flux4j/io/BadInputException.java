package org.flux4j.io;

/**
 * What the user gave cannot be used. The message is one line that says what is wrong, where, and what was expected; the
 * command line prints it as it stands.
 */
public class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
