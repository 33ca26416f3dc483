package org.flux4j.op;

/**
 * Checks of the arguments of operators. A failed check throws {@link IllegalArgumentException} with one line: operator,
 * argument, expected, found.
 */
public final class Check {
    /** The expected size of an axis that may have any size. */
    static final int ANY = -1;

    private Check() {}

    /** Checks that a shape has the expected sizes, where {@link #ANY} matches every size. */
    static void shape(String operator, String argument, Shape found, int... expected) {
        boolean fits = found.rank() == expected.length;
        for (int axis = 0; fits && axis < expected.length; axis++) {
            fits = expected[axis] == ANY || expected[axis] == found.dim(axis);
        }
        if (!fits) {
            throw error(operator, argument, "shape " + describe(expected), found);
        }
    }

    /** Checks that a shape has at least one axis. */
    static void notScalar(String operator, String argument, Shape found) {
        require(found.rank() >= 1, operator, argument, "at least one axis", found);
    }

    /**
     * Checks a condition on an argument.
     *
     * @param operator the name of the operator, such as {@code group_norm}
     * @param argument the name of the argument
     * @param expected what the argument should be, in words
     * @param found what the argument is
     * @throws IllegalArgumentException if the condition does not hold
     */
    public static void require(boolean holds, String operator, String argument, String expected, Object found) {
        if (!holds) {
            throw error(operator, argument, expected, found);
        }
    }

    /** Checks that an axis exists, and returns it counted from the front; −1 is the last axis. */
    static int axis(String operator, Shape shape, int axis) {
        int rank = shape.rank();
        require(axis >= -rank && axis < rank, operator, "axis", -rank + " to " + (rank - 1) + " for " + shape, axis);
        return shape.axis(axis);
    }

    /** Checks that a weight is a vector of {@code count} elements, or {@code null}. */
    static void optional(String operator, String argument, Weight weight, int count) {
        if (weight != null) {
            shape(operator, argument, weight.shape(), count);
        }
    }

    private static IllegalArgumentException error(String operator, String argument, String expected, Object found) {
        return new IllegalArgumentException(operator + ": " + argument + ": expected " + expected + ", found " + found);
    }

    private static String describe(int[] dims) {
        StringBuilder text = new StringBuilder("[");
        for (int axis = 0; axis < dims.length; axis++) {
            text.append(axis == 0 ? "" : ", ").append(dims[axis] == ANY ? "*" : dims[axis]);
        }
        return text.append(']').toString();
    }
}
