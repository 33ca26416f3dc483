package org.flux4j.train.world;

/** The colour of an object. */
public enum Colour implements Word {
    RED(225, 35, 40),
    GREEN(35, 165, 65),
    BLUE(40, 70, 215),
    YELLOW(250, 215, 40),
    PURPLE(165, 50, 195),
    CYAN(50, 200, 225);

    /** The colour as {@link Rgb} packs it. */
    final int rgb;

    Colour(int red, int green, int blue) {
        rgb = Rgb.of(red, green, blue);
    }
}
