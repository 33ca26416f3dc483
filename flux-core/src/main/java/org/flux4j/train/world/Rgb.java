package org.flux4j.train.world;

/** Colours as numbers of the form {@code 0xRRGGBB}. */
final class Rgb {
    private Rgb() {}

    /** Returns the colour with the given channels, each from 0 to 255. */
    static int of(int red, int green, int blue) {
        return red << 16 | green << 8 | blue;
    }

    /** Returns the red (0), green (1) or blue (2) of a colour, from 0 to 255. */
    static int channel(int rgb, int channel) {
        return rgb >> (16 - 8 * channel) & 255;
    }
}
