package org.flux4j.op;

/**
 * A dense array of float32 elements with a shape: the arguments and results of operators. Elements are in row-major
 * order: element (i, j) of a tensor [R, C] is {@code data()[i * C + j]}.
 *
 * <p>The elements live in a {@link Storage}. They must not be changed once an operator has received or returned the
 * tensor.
 */
public final class Tensor {
    private final Shape shape;
    private final Storage storage;

    private Tensor(Shape shape, Storage storage) {
        this.shape = shape;
        this.storage = storage;
    }

    /**
     * Returns a tensor backed by the given array, which is not copied.
     *
     * @throws IllegalArgumentException if the array does not have {@code shape.count()} elements
     */
    public static Tensor of(Shape shape, float... data) {
        check(shape, data.length);
        return new Tensor(shape, () -> data);
    }

    /** Returns a tensor backed by the given storage of {@code shape.count()} elements. */
    public static Tensor of(Shape shape, Storage storage) {
        return new Tensor(shape, storage);
    }

    /** Returns a tensor [1] that holds the given number. */
    public static Tensor scalar(float value) {
        return of(Shape.of(1), value);
    }

    /** Returns a tensor of zeros of the given shape. */
    public static Tensor zeros(int... dims) {
        return zeros(Shape.of(dims));
    }

    /** Returns a tensor of zeros of the given shape. */
    public static Tensor zeros(Shape shape) {
        return of(shape, new float[Math.toIntExact(shape.count())]);
    }

    /** Returns the shape. */
    public Shape shape() {
        return shape;
    }

    /** Returns the size of an axis; a negative axis counts from the end. */
    public int dim(int axis) {
        return shape.dim(axis);
    }

    /** Returns the storage of the elements, which is also the identity of this tensor. */
    public Storage storage() {
        return storage;
    }

    /**
     * Returns the {@linkplain Storage#elements elements}. If they live on the heap, the array itself is returned,
     * otherwise a copy.
     *
     * @throws IllegalStateException if there are no elements
     */
    public float[] data() {
        return storage.elements();
    }

    /**
     * Returns a tensor of the given shape that shares the storage of this tensor.
     *
     * @throws IllegalArgumentException if the number of elements differs
     */
    public Tensor reshape(int... dims) {
        Shape other = Shape.of(dims);
        check(other, shape.count());
        return new Tensor(other, storage);
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
