package org.flux4j.train.world;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Random choices by number: those of one number do not depend on whether others are made, or in which order. */
public final class NumberedRandom {
    private NumberedRandom() {}

    /** Returns the generator of a number. The same seed and number always give the same choices. */
    public static RandomGenerator of(long seed, long number) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + number);
    }
}
