package org.flux4j.picture;

import java.io.IOException;

/**
 * Thrown if a picture cannot be read for a known reason. The message is meant for the user, without the name of the
 * file.
 */
final class RefusedPictureException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedPictureException(String reason) {
        super(reason);
    }

    /** Returns the exception for a file that ends within the picture. */
    static RefusedPictureException cutOff() {
        return new RefusedPictureException("the picture is cut off");
    }
}
