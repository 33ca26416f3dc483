package org.flux4j.train.world;

/** The size of an object. */
public enum Size implements Word {
    SMALL(7, 8),
    BIG(11, 12);

    /** The radius of the object, in pixels. */
    final int radius;

    /** Half the side of the box that asks for an object of this size, in pixels. */
    final int halfBox;

    Size(int radius, int halfBox) {
        this.radius = radius;
        this.halfBox = halfBox;
    }
}
