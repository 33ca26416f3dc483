package org.flux4j.op;

/** What operators ask of their arguments; each failure is one line: operator, argument, expected, found. */
public final class Check {
    /** Stands for an axis of any size. */
    static final int ANY = -1;

    private Check() {}

    /** {@code found} has as many axes as {@code expected}, each of that size or where that is {@link #ANY}, of any. */
    static void shape(String operator, String argument, Shape found, int... expected) {
        boolean fits = found.rank() == expected.length;
        for (int axis = 0; fits && axis < expected.length; axis++) {
            fits = expected[axis] == ANY || expected[axis] == found.dim(axis);
        }
        if (!fits) {
            throw error(operator, argument, "shape " + describe(expected), found);
        }
    }

    /** {@code found} has at least one axis. */
    static void notScalar(String operator, String argument, Shape found) {
        require(found.rank() >= 1, operator, argument, "at least one axis", found);
    }

    /** Throws the line of this argument unless the condition holds. */
    public static void require(boolean holds, String operator, String argument, String expected, Object found) {
        if (!holds) {
            throw error(operator, argument, expected, found);
        }
    }

    /** The axis counted from the front; −1 is the innermost. */
    static int axis(String operator, Shape shape, int axis) {
        int rank = shape.rank();
        require(axis >= -rank && axis < rank, operator, "axis", -rank + " to " + (rank - 1) + " for " + shape, axis);
        return shape.axis(axis);
    }

    /** A weight of {@code count} elements, or null. */
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
