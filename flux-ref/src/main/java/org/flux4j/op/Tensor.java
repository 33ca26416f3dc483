package org.flux4j.op;

/**
 * A dense float32 array with a shape: what flows between operators. Elements lie in row-major order, so element (i, j)
 * of a [R, C] tensor is {@code data()[i * C + j]}.
 */
public final class Tensor {
    private final Shape shape;
    private final float[] data;

    private Tensor(Shape shape, float[] data) {
        this.shape = shape;
        this.data = data;
    }

    /** A tensor over the given array, which is not copied. */
    public static Tensor of(Shape shape, float... data) {
        check(shape, data.length);
        return new Tensor(shape, data);
    }

    /**
     * A tensor without elements, to go through a computation with shapes alone. The array only tells it from others, as
     * that of a tensor with elements does.
     */
    public static Tensor hollow(Shape shape, float[] place) {
        return new Tensor(shape, place);
    }

    /** A tensor of zeros. */
    public static Tensor zeros(int... dims) {
        return zeros(Shape.of(dims));
    }

    /** A tensor of zeros. */
    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new float[Math.toIntExact(shape.count())]);
    }

    public Shape shape() {
        return shape;
    }

    /** The size of one axis; a negative axis counts from the end. */
    public int dim(int axis) {
        return shape.dim(axis);
    }

    /** The elements themselves, not a copy. */
    public float[] data() {
        return data;
    }

    /** The same elements under another shape. */
    public Tensor reshape(int... dims) {
        Shape other = Shape.of(dims);
        check(other, shape.count());
        return new Tensor(other, data);
    }

    private static void check(Shape shape, long elements) {
        if (shape.count() != elements) {
            throw new IllegalArgumentException(
                    "a tensor of shape " + shape + " has " + shape.count() + " elements, found " + elements);
        }
    }

    @Override
    public String toString() {
        return "Tensor" + shape;
    }
}
