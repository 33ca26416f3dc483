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

    private Lanes() {}

    private static VectorSpecies<Float> species() {
        return Lanes.class.getClassLoader() instanceof LaneLoader loader
                ? VectorSpecies.of(float.class, VectorShape.forBitSize(loader.bits()))
                : FloatVector.SPECIES_PREFERRED;
    }
}
