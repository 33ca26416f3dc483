package org.flux4j.train.world;

import java.util.EnumMap;
import java.util.Map;

/**
 * Examples to train with, by number: all kinds of them, those more often that are harder to learn.
 *
 * @param world draws the examples
 */
public record Curriculum(World world) {
    /** How often each kind is drawn, in percent. */
    private static final Map<Kind, Integer> SHARES = new EnumMap<>(Map.of(
            Kind.RECOLOR, 13,
            Kind.RESHAPE, 22,
            Kind.REMOVE, 10,
            Kind.BACKGROUND, 2,
            Kind.BOX, 10,
            Kind.RESIZE, 13,
            Kind.MOVE, 11,
            Kind.CAPTION, 19));

    /** Separates the choice of the kind from those of the example. */
    private static final long KINDS = 0x6b696e64;

    /** Returns an example. */
    public Example example(long number) {
        int share = Draw.of(world.seed() ^ KINDS, number).index(100);
        for (Map.Entry<Kind, Integer> entry : SHARES.entrySet()) {
            share -= entry.getValue();
            if (share < 0) {
                return world.example(entry.getKey(), number);
            }
        }
        throw new IllegalStateException("the shares do not add up to 100 percent");
    }
}
