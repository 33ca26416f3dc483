package org.flux4j.picture;

/** The limit on the number of pixels that a file may claim, checked before memory is allocated for them. */
final class PixelLimit {
    /** The limit of Pillow, above which it suspects a decompression bomb: {@code 2 * Image.MAX_IMAGE_PIXELS}. */
    private static final long MAX_PIXELS = 2 * 89_478_485;

    /** One byte of deflate can expand to 1032 bytes, each of which holds 8 pixels of 1 bit. JPEG compresses less. */
    private static final long MAX_PIXELS_PER_BYTE = 8 * 1032;

    private PixelLimit() {}

    /**
     * Checks the size that a file claims to have.
     *
     * @throws RefusedPictureException if it is too large
     */
    static void check(int width, int height, byte[] file) throws RefusedPictureException {
        long pixels = (long) width * height;
        if (pixels > MAX_PIXELS) {
            throw new RefusedPictureException(
                    new Resolution(width, height) + " pixels, expected at most " + MAX_PIXELS + " in all");
        }
        if (pixels > file.length * MAX_PIXELS_PER_BYTE) {
            throw new RefusedPictureException("says it has " + new Resolution(width, height) + " pixels, but its "
                    + file.length + " bytes cannot hold them");
        }
    }
}
