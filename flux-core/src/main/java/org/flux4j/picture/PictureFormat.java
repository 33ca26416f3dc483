package org.flux4j.picture;

import java.io.IOException;

/** A format of picture files. */
interface PictureFormat {
    /** Returns the name of the format, such as {@code PNG}. */
    String name();

    /** Returns whether a file begins with the signature of this format. */
    boolean matches(byte[] file);

    /**
     * Returns the picture in a file of this format, oriented for display.
     *
     * @throws RefusedPictureException if it cannot be read for a known reason
     * @throws IOException if it is damaged
     */
    Picture read(byte[] file) throws IOException;
}
