package org.flux4j.train.world;

/** The outline of a figure around its centre. The unit is an eighth of a pixel; u points to the right, v down. */
@FunctionalInterface
interface Outline {
    /** Returns whether a point lies within the outline. */
    boolean contains(int u, int v);
}
