package org.flux4j.picture;

import java.io.IOException;

/** A format of picture files. */
interface PictureFormat {
    /** The name that people know it by. */
    String name();

    /** Whether a file begins as one of this format does. */
    boolean starts(byte[] file);

    /**
     * The picture in a file of this format, oriented for display.
     *
     * @throws RefusedPictureException when it cannot be read, with the reason
     * @throws IOException when it is damaged
     */
    Picture read(byte[] file) throws IOException;
}
