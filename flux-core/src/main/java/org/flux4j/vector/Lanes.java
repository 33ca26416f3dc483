package org.flux4j.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * How wide the vectors are: the platform's preferred width, or the one that {@link LaneLoader} loaded this class for.
 *
 * <p>The compiler turns vector code into vector instructions only where it knows the width as a constant; as a parameter
 * it cost a factor of 20. So the width is this static final field, and another width is another copy of these classes.
 */
final class Lanes {
    /** The vectors of this copy of the package. */
    static final VectorSpecies<Float> S = species();

    /** Lanes of a vector. */
    static final int L = S.length();

    /** The elements of a cache line. */
    private static final int LINE = 16;

    /** Where the first whole cache line of a large array begins: HotSpot lays element 0 four elements after such a line. */
    static final int FIRST_LINE = LINE - 4;

    private Lanes() {}

    /**
     * How many of {@code count} elements from {@code at} on come before a cache line begins. Vectors stored from there on do
     * not lie across two lines; what only moves through memory is up to a third faster so.
     */
    static int beforeLine(int at, int count) {
        return Math.min(Math.floorMod(FIRST_LINE - at, LINE), count);
    }

    private static VectorSpecies<Float> species() {
        return Lanes.class.getClassLoader() instanceof LaneLoader loader
                ? VectorSpecies.of(float.class, VectorShape.forBitSize(loader.bits()))
                : FloatVector.SPECIES_PREFERRED;
    }
}
