package org.flux4j.train.world;

/** The colour of everything behind the objects. */
public enum Background implements Word {
    WHITE(245, 245, 245),
    BLACK(20, 20, 20),
    GRAY(128, 128, 128),
    PINK(250, 190, 205),
    BROWN(120, 75, 45);

    /** The colour as {@link Rgb} packs it. */
    final int rgb;

    Background(int red, int green, int blue) {
        rgb = Rgb.of(red, green, blue);
    }
}
