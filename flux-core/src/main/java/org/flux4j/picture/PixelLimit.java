package org.flux4j.picture;

/** How many pixels a file may claim to have, checked before memory is spent on them. */
final class PixelLimit {
    /** Where Pillow suspects a decompression bomb: {@code 2 * Image.MAX_IMAGE_PIXELS}. */
    private static final long MOST = 2 * 89_478_485;
    /** What one byte of a file can stand for: 1032 bytes of deflate, each 8 pixels of 1 bit. JPEG stays below. */
    private static final long MOST_PER_BYTE = 8 * 1032;

    private PixelLimit() {}

    static void check(int width, int height, byte[] file) throws RefusedPictureException {
        long pixels = (long) width * height;
        if (pixels > MOST) {
            throw new RefusedPictureException(
                    new Resolution(width, height) + " pixels, expected at most " + MOST + " in all");
        }
        if (pixels > file.length * MOST_PER_BYTE) {
            throw new RefusedPictureException("says it has " + new Resolution(width, height) + " pixels, but its "
                    + file.length + " bytes cannot hold them");
        }
    }
}
