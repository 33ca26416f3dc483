package org.flux4j.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.flux4j.BadInputException;
import org.flux4j.op.DType;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A tensor as a file holds it: elements in row-major order, little-endian.
 *
 * @param bytes the elements as they lie in the file, not copied
 */
public record StoredTensor(String name, DType dtype, Shape shape, MemorySegment bytes) {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    public StoredTensor {
        if (bytes.byteSize() != dtype.byteSize(shape.count())) {
            throw new IllegalArgumentException(
                    "tensor " + name + ": " + bytes.byteSize() + " bytes for " + dtype + " of shape " + shape);
        }
    }

    /** An F32 tensor, copied. */
    public static StoredTensor of(String name, Tensor tensor) {
        float[] data = tensor.data();
        MemorySegment bytes = MemorySegment.ofArray(new byte[Math.multiplyExact(data.length, 4)]);
        MemorySegment.copy(data, 0, bytes, FLOAT, 0, data.length);
        return new StoredTensor(name, DType.F32, tensor.shape(), bytes);
    }

    /** An I64 tensor, copied. */
    public static StoredTensor ofLongs(String name, Shape shape, long... data) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[Math.multiplyExact(data.length, 8)]);
        MemorySegment.copy(data, 0, bytes, LONG, 0, data.length);
        return new StoredTensor(name, DType.I64, shape, bytes);
    }

    /** A U8 tensor over the given array, which is not copied. */
    public static StoredTensor ofBytes(String name, Shape shape, byte... data) {
        return new StoredTensor(name, DType.U8, shape, MemorySegment.ofArray(data));
    }

    /** The tensor as a parameter that is read where it lies. */
    public Weight weight() {
        return Weight.of(shape, dtype, bytes);
    }

    /** The elements as float32. */
    public Tensor tensor() {
        return Tensor.of(shape, weight().toFloats());
    }

    /**
     * The elements of an I64 tensor.
     *
     * @throws BadInputException when it is of another type
     */
    public long[] longs() {
        expect(DType.I64);
        return bytes.toArray(LONG);
    }

    /**
     * The elements of a U8 tensor.
     *
     * @throws BadInputException when it is of another type
     */
    public byte[] toBytes() {
        expect(DType.U8);
        return bytes.toArray(ValueLayout.JAVA_BYTE);
    }

    private void expect(DType expected) {
        if (dtype != expected) {
            throw new BadInputException("tensor " + name + ": expected type " + expected + ", found " + dtype);
        }
    }
}
