package org.flux4j.vector.lanes;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of vectors: the preferred one of the platform, or the one that a {@link LaneLoader} loaded this class for.
 *
 * <p>C2 compiles vector code to vector instructions only where it knows the width as a constant; as a parameter it cost
 * a factor of 20. Therefore the width is a static final field, and another width is another copy of the classes.
 */
public final class Lanes {
    /** The species of the vectors. */
    public static final VectorSpecies<Float> S = species();

    /** The number of lanes of a vector. */
    public static final int L = S.length();

    /** The number of elements of a cache line. */
    private static final int LINE = 16;

    /**
     * The first element of a large array that begins a cache line: HotSpot places element 0 four elements behind one.
     */
    public static final int FIRST_LINE = LINE - 4;

    private Lanes() {}

    /**
     * Returns how many of {@code count} elements from {@code at} on precede the beginning of a cache line. Vectors
     * stored from there on do not cross lines, which makes operators that only move memory up to a third faster.
     */
    public static int beforeLine(int at, int count) {
        return Math.min(Math.floorMod(FIRST_LINE - at, LINE), count);
    }

    private static VectorSpecies<Float> species() {
        return Lanes.class.getClassLoader() instanceof LaneLoader loader
                ? VectorSpecies.of(float.class, VectorShape.forBitSize(loader.bits()))
                : FloatVector.SPECIES_PREFERRED;
    }
}
