package org.flux4j.op;

import java.util.Arrays;

/**
 * The sizes of the axes of a tensor or weight, outermost first: tokens are [L, C], feature maps [C, H, W], attention
 * heads [H, L, D]. There is no batch axis.
 */
public final class Shape {
    private final int[] dims;
    private final long count;

    private Shape(int[] dims) {
        long product = 1;
        for (int dim : dims) {
            if (dim < 0) {
                throw new IllegalArgumentException("a shape has no negative sizes, found " + Arrays.toString(dims));
            }
            product = Math.multiplyExact(product, (long) dim);
        }
        this.dims = dims;
        this.count = product;
    }

    public static Shape of(int... dims) {
        return new Shape(dims.clone());
    }

    /** The number of axes. */
    public int rank() {
        return dims.length;
    }

    /** The size of one axis; a negative axis counts from the end, −1 being the innermost. */
    public int dim(int axis) {
        return dims[axis(axis)];
    }

    /** The axis counted from the front: a negative axis counts from the end. */
    public int axis(int axis) {
        return axis < 0 ? dims.length + axis : axis;
    }

    /** The number of elements: the product of all sizes, 1 for a scalar. */
    public long count() {
        return count;
    }

    /** The product of the sizes of axes {@code from} to {@code to} (exclusive), 1 for none. */
    public int product(int from, int to) {
        int product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= dims[axis];
        }
        return product;
    }

    /** The number of rows along the last axis: the product of all axes before it. */
    public int rows() {
        return product(0, dims.length - 1);
    }

    /** This shape with one axis of another size. */
    public Shape with(int axis, int size) {
        int[] changed = dims.clone();
        changed[axis(axis)] = size;
        return new Shape(changed);
    }

    public int[] toArray() {
        return dims.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    @Override
    public String toString() {
        return Arrays.toString(dims);
    }
}
