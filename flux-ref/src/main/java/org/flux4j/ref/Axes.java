package org.flux4j.ref;

import org.flux4j.op.Shape;

/** Products of neighbouring axes. */
final class Axes {
    private Axes() {}

    /** The number of rows along the last axis: the product of all axes before it. */
    static int rows(Shape shape) {
        return product(shape, 0, shape.rank() - 1);
    }

    /** The product of the sizes of axes {@code from} to {@code to} (exclusive), 1 for none. */
    static int product(Shape shape, int from, int to) {
        int product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= shape.dim(axis);
        }
        return product;
    }
}
