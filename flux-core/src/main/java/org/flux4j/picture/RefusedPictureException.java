package org.flux4j.picture;

import java.io.IOException;

/** Why a picture cannot be read; the message lacks only the name of the file. */
final class RefusedPictureException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedPictureException(String reason) {
        super(reason);
    }

    static RefusedPictureException cutOff() {
        return new RefusedPictureException("the picture is cut off");
    }
}
