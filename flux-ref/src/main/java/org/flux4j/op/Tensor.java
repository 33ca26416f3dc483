package org.flux4j.op;

/**
 * A dense float32 array with a shape: what flows between operators. Elements lie in row-major order, so element (i, j)
 * of a [R, C] tensor is {@code data()[i * C + j]}.
 */
public final class Tensor {
    private final Shape shape;
    private final float[] data;

    private Tensor(Shape shape, float[] data) {
        if (shape.count() != data.length) {
            throw new IllegalArgumentException(
                    "a tensor of shape " + shape + " has " + shape.count() + " elements, found " + data.length);
        }
        this.shape = shape;
        this.data = data;
    }

    /** A tensor over the given array, which is not copied. */
    public static Tensor of(Shape shape, float... data) {
        return new Tensor(shape, data);
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
        return new Tensor(Shape.of(dims), data);
    }

    @Override
    public String toString() {
        return "Tensor" + shape;
    }
}
