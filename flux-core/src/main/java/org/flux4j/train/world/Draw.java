package org.flux4j.train.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws at random from lists. The same seed and number always draw the same. */
record Draw(RandomGenerator random) {
    /** Returns what is drawn for the example of a number. */
    static Draw of(long seed, long number) {
        return new Draw(NumberedRandom.of(seed, number));
    }

    /** Returns {@code true} with a probability. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Returns a number from 0 to size − 1, all equally likely. */
    int index(int size) {
        return random.nextInt(size);
    }

    /** Returns one of several values, all equally likely. */
    <T> T one(List<T> values) {
        return values.get(index(values.size()));
    }

    /** Returns one of several values, all equally likely. */
    <T> T one(T[] values) {
        return values[index(values.length)];
    }

    /** Returns the values in random order. */
    <T> List<T> shuffled(List<T> values) {
        List<T> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
