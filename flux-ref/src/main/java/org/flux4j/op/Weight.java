package org.flux4j.op;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A parameter of the model, in the type it was stored in: widened to float32 a row at a time by those who read it, never
 * as a whole.
 *
 * <p>A weight may lie in several parts that follow each other along axis 0. So {@code to_q}, {@code to_k} and
 * {@code to_v} of one checkpoint are the {@code qkv} of another without a copy.
 */
public final class Weight {
    /** A run of elements that lie side by side in memory, which every thread may read. */
    public record Part(MemorySegment bytes, DType dtype) {
        public Part {
            if (bytes.byteSize() % dtype.bytesPerBlock() != 0) {
                throw new IllegalArgumentException("blocks of " + dtype + " take " + dtype.bytesPerBlock()
                        + " bytes each, found " + bytes.byteSize() + " bytes");
            }
        }

        /** Returns the number of elements. */
        public long count() {
            return bytes.byteSize() / dtype.bytesPerBlock() * dtype.weightsPerBlock();
        }

        private Part slice(long from, long to) {
            long begin = dtype.byteSize(from);
            return new Part(bytes.asSlice(begin, dtype.byteSize(to) - begin), dtype);
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

    /** A weight over stored bytes, which are not copied. */
    public static Weight of(Shape shape, DType dtype, MemorySegment bytes) {
        return new Weight("", shape, List.of(new Part(bytes, dtype)));
    }

    /** A float32 weight over the given array, which is not copied. */
    public static Weight of(Shape shape, float... data) {
        return of(shape, DType.F32, MemorySegment.ofArray(data));
    }

    /** The given weights one after the other along axis 0; all other axes must agree. */
    public static Weight join(Weight... weights) {
        Shape first = weights[0].shape;
        int rows = 0;
        for (Weight weight : weights) {
            if (!weight.shape.with(0, first.dim(0)).equals(first)) {
                throw new IllegalArgumentException("cannot join a weight of shape " + weight.shape + " to " + first);
            }
            rows += weight.shape.dim(0);
        }
        return new Weight(
                "",
                first.with(0, rows),
                Stream.of(weights).flatMap(weight -> weight.parts.stream()).toList());
    }

    /** Returns the same weight under a name, for messages. */
    public Weight named(String other) {
        return new Weight(other, shape, parts);
    }

    /** Returns the name that the weight was given; empty if it was given none. */
    public String name() {
        return name;
    }

    public Shape shape() {
        return shape;
    }

    public int dim(int axis) {
        return shape.dim(axis);
    }

    /** The runs that this weight is stored in, in order. */
    public List<Part> parts() {
        return parts;
    }

    /** The bytes it takes as stored. */
    public long byteSize() {
        return parts.stream().mapToLong(part -> part.bytes().byteSize()).sum();
    }

    /** The same elements under another shape. */
    public Weight reshape(int... dims) {
        return new Weight(name, Shape.of(dims), parts);
    }

    /**
     * Rows {@code from} to {@code to} (exclusive) along axis 0, without a copy.
     *
     * @throws IllegalArgumentException if they begin or end within a block
     */
    public Weight rows(int from, int to) {
        long rowSize = shape.dim(0) == 0 ? 0 : shape.count() / shape.dim(0);
        return new Weight(name, shape.with(0, to - from), slice(from * rowSize, (to - from) * rowSize));
    }

    private List<Part> slice(long from, long count) {
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

    /** Widens {@code count} elements, beginning with element {@code from}, into {@code to} at {@code at}. */
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
                part.dtype().read(part.bytes(), begin - start, to, at + (int) (begin - from), (int) (end - begin));
            }
            start += part.count();
        }
    }

    /** All elements as float32: for small weights (biases, norm scales) only. */
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
