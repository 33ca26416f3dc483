package org.flux4j.op;

import java.util.Arrays;

/**
 * The shape of a tensor or weight: the sizes of its axes, outermost first. Tokens are [L, C], feature maps [C, H, W],
 * queries, keys and values [H, L, D]. There is no batch axis. Shapes are immutable.
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

    /**
     * Returns the shape with the given sizes.
     *
     * @throws IllegalArgumentException if a size is negative
     * @throws ArithmeticException if the number of elements overflows a long
     */
    public static Shape of(int... dims) {
        return new Shape(dims.clone());
    }

    /** Returns the number of axes. */
    public int rank() {
        return dims.length;
    }

    /**
     * Returns the size of an axis.
     *
     * @param axis the axis; a negative one counts from the end, −1 being the last
     * @throws IndexOutOfBoundsException if there is no such axis
     */
    public int dim(int axis) {
        return dims[axis(axis)];
    }

    /** Returns an axis counted from the front, given one that, if negative, counts from the end. */
    public int axis(int axis) {
        return axis < 0 ? dims.length + axis : axis;
    }

    /** Returns the number of elements: the product of all sizes, which is 1 if there are no axes. */
    public long count() {
        return count;
    }

    /** Returns the product of the sizes of the axes {@code from} (inclusive) to {@code to} (exclusive). */
    public int product(int from, int to) {
        int product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= dims[axis];
        }
        return product;
    }

    /** Returns the number of rows: the product of the sizes of all axes but the last. */
    public int rows() {
        return product(0, dims.length - 1);
    }

    /** Returns this shape, but with the given size of one axis. */
    public Shape with(int axis, int size) {
        int[] changed = dims.clone();
        changed[axis(axis)] = size;
        return new Shape(changed);
    }

    /** Returns the sizes of the axes, outermost first, in a new array. */
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

    /** Returns the sizes in brackets, such as {@code [24, 768, 128]}. */
    @Override
    public String toString() {
        return Arrays.toString(dims);
    }
}
