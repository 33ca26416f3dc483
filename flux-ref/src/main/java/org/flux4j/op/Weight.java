package org.flux4j.op;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A parameter of the model, in the type in which it is stored. It is not widened to float32 as a whole: operators read
 * it piece by piece.
 *
 * <p>A weight may consist of several parts that follow one another along axis 0. Thus {@code to_q}, {@code to_k} and
 * {@code to_v} of one checkpoint become the {@code qkv} of another without being copied.
 */
public final class Weight {
    /**
     * Consecutive elements that are contiguous in memory.
     *
     * @param bytes the elements as stored, in whole blocks; every thread must be able to read them
     * @param dtype the type in which they are stored
     * @param scale the factors by which they are multiplied when they are read
     */
    public record Part(MemorySegment bytes, DType dtype, Scale scale) {
        /**
         * Creates a part.
         *
         * @throws IllegalArgumentException if the bytes are not whole blocks
         */
        public Part {
            if (bytes.byteSize() % dtype.bytesPerBlock() != 0) {
                throw new IllegalArgumentException("blocks of " + dtype + " take " + dtype.bytesPerBlock()
                        + " bytes each, found " + bytes.byteSize() + " bytes");
            }
        }

        /** Creates a part without a scale. */
        public Part(MemorySegment bytes, DType dtype) {
            this(bytes, dtype, Scale.ONE);
        }

        /** Returns the number of elements. */
        public long count() {
            return bytes.byteSize() / dtype.bytesPerBlock() * dtype.weightsPerBlock();
        }

        private Part slice(long from, long to) {
            long begin = dtype.byteSize(from);
            return new Part(bytes.asSlice(begin, dtype.byteSize(to) - begin), dtype, scale.from(from));
        }

        private void read(long from, float[] to, int at, int count) {
            dtype.read(bytes, from, to, at, count);
            scale.apply(from, to, at, count);
        }
    }

    private final String name;
    private final Shape shape;
    private final List<Part> parts;

    private Weight(String name, Shape shape, List<Part> parts) {
        long found = parts.stream().mapToLong(Part::count).sum();
        if (found != shape.count()) {
            throw new IllegalArgumentException(
                    "a weight of shape " + shape + " has " + shape.count() + " elements, found " + found);
        }
        this.name = name;
        this.shape = shape;
        this.parts = List.copyOf(parts);
    }

    /**
     * Returns a weight backed by the given bytes, which are not copied.
     *
     * @throws IllegalArgumentException if they do not hold {@code shape.count()} elements
     */
    public static Weight of(Shape shape, DType dtype, MemorySegment bytes) {
        return new Weight("", shape, List.of(new Part(bytes, dtype)));
    }

    /**
     * Returns a float32 weight backed by the given array, which is not copied.
     *
     * @throws IllegalArgumentException if it does not have {@code shape.count()} elements
     */
    public static Weight of(Shape shape, float... data) {
        return of(shape, DType.F32, MemorySegment.ofArray(data));
    }

    /**
     * Returns the concatenation of weights along axis 0, without a copy.
     *
     * @param weights at least one; all axes but axis 0 must have the same sizes
     * @throws IllegalArgumentException if they have different sizes
     */
    public static Weight join(Weight... weights) {
        Shape first = weights[0].shape;
        int size = 0;
        for (Weight weight : weights) {
            if (!weight.shape.with(0, first.dim(0)).equals(first)) {
                throw new IllegalArgumentException("cannot join a weight of shape " + weight.shape + " to " + first);
            }
            size += weight.shape.dim(0);
        }
        return new Weight(
                "",
                first.with(0, size),
                Stream.of(weights).flatMap(weight -> weight.parts.stream()).toList());
    }

    /**
     * Returns this weight with its elements multiplied by factors when they are read, without a copy.
     *
     * @param factors one for all elements, or one for each index along axis 0
     * @throws IllegalArgumentException if it has several parts, is not stored in 8 bits, or there are other than so many
     */
    public Weight scaled(float... factors) {
        if (parts.size() != 1 || parts.getFirst().dtype().bytesPerBlock() != 1) {
            throw new IllegalArgumentException("expected a weight stored in 8 bits to scale, found " + this);
        }
        if (factors.length != 1 && (shape.rank() == 0 || factors.length != shape.dim(0))) {
            throw new IllegalArgumentException(factors.length + " factors for a weight of shape " + shape);
        }
        Part part = parts.getFirst();
        Scale scale = Scale.of(factors, Math.max(1, shape.count() / factors.length));
        return new Weight(name, shape, List.of(new Part(part.bytes(), part.dtype(), scale)));
    }

    /** Returns this weight under the given name, which is used in messages. */
    public Weight named(String other) {
        return new Weight(other, shape, parts);
    }

    /** Returns the name of this weight; empty if it has none. */
    public String name() {
        return name;
    }

    /** Returns the shape. */
    public Shape shape() {
        return shape;
    }

    /** Returns the size of an axis; a negative axis counts from the end. */
    public int dim(int axis) {
        return shape.dim(axis);
    }

    /** Returns the parts that this weight consists of, in order. */
    public List<Part> parts() {
        return parts;
    }

    /** Returns the size of this weight as stored, in bytes. */
    public long byteSize() {
        return parts.stream().mapToLong(part -> part.bytes().byteSize()).sum();
    }

    /**
     * Returns the elements of this weight under another shape, without a copy.
     *
     * @throws IllegalArgumentException if the number of elements differs
     */
    public Weight reshape(int... dims) {
        return new Weight(name, Shape.of(dims), parts);
    }

    /**
     * Returns the part of this weight with the indices {@code from} (inclusive) to {@code to} (exclusive) along axis 0,
     * without a copy.
     *
     * @throws IllegalArgumentException if the range exceeds the axis, or begins or ends within a block
     */
    public Weight slice(int from, int to) {
        long stride = shape.dim(0) == 0 ? 0 : shape.count() / shape.dim(0);
        return new Weight(name, shape.with(0, to - from), partsOf(from * stride, (to - from) * stride));
    }

    private List<Part> partsOf(long from, long count) {
        Stream.Builder<Part> slices = Stream.builder();
        long start = 0;
        for (Part part : parts) {
            long begin = Math.max(from, start);
            long end = Math.min(from + count, start + part.count());
            if (begin < end) {
                slices.add(part.slice(begin - start, end - start));
            }
            start += part.count();
        }
        return slices.build().toList();
    }

    /**
     * Reads consecutive elements as float32.
     *
     * @param from the index of the first element to read
     * @param to the array to write to
     * @param at the index in {@code to} of the first element
     * @param count the number of elements to read
     * @throws IndexOutOfBoundsException if there are no such elements
     */
    public void read(long from, float[] to, int at, int count) {
        if (from < 0 || count < 0 || from > shape.count() - count) {
            throw new IndexOutOfBoundsException(
                    "elements " + from + " to " + (from + count) + " of a weight of shape " + shape);
        }
        long start = 0;
        for (Part part : parts) {
            long begin = Math.max(from, start);
            long end = Math.min(from + count, start + part.count());
            if (begin < end) {
                part.read(begin - start, to, at + (int) (begin - from), (int) (end - begin));
            }
            start += part.count();
        }
    }

    /**
     * Returns all elements as float32. This is meant for small weights only, such as biases and the scales of norms.
     */
    public float[] toFloats() {
        float[] floats = new float[Math.toIntExact(shape.count())];
        read(0, floats, 0, floats.length);
        return floats;
    }

    @Override
    public String toString() {
        return "Weight" + shape
                + Arrays.toString(parts.stream().map(Part::dtype).distinct().toArray());
    }
}
