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
 * A tensor in a file: its elements in row-major order, little-endian.
 *
 * @param bytes the elements as they are stored, not copied
 */
public record StoredTensor(String name, ElementType type, Shape shape, MemorySegment bytes) {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /**
     * Creates a tensor over stored bytes.
     *
     * @throws IllegalArgumentException if there are more or fewer bytes than the elements take
     */
    public StoredTensor {
        if (!type.fills(shape.count(), bytes.byteSize())) {
            throw new IllegalArgumentException(
                    "tensor " + name + ": " + bytes.byteSize() + " bytes for " + type + " of shape " + shape);
        }
    }

    /** Creates a tensor over stored bytes of a type that weights have. */
    public StoredTensor(String name, DType dtype, Shape shape, MemorySegment bytes) {
        this(name, ElementType.of(dtype), shape, bytes);
    }

    /** Returns an F32 tensor with a copy of the given elements. */
    public static StoredTensor of(String name, Tensor tensor) {
        float[] data = tensor.data();
        MemorySegment bytes = MemorySegment.ofArray(new byte[Math.multiplyExact(data.length, 4)]);
        MemorySegment.copy(data, 0, bytes, FLOAT, 0, data.length);
        return new StoredTensor(name, ElementType.F32, tensor.shape(), bytes);
    }

    /** Returns an I64 tensor with a copy of the given elements. */
    public static StoredTensor ofLongs(String name, Shape shape, long... data) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[Math.multiplyExact(data.length, 8)]);
        MemorySegment.copy(data, 0, bytes, LONG, 0, data.length);
        return new StoredTensor(name, ElementType.I64, shape, bytes);
    }

    /** Returns a U8 tensor over the given array, which is not copied. */
    public static StoredTensor ofBytes(String name, Shape shape, byte... data) {
        return new StoredTensor(name, ElementType.U8, shape, MemorySegment.ofArray(data));
    }

    /**
     * Returns the type as weights have it.
     *
     * @throws BadInputException if weights of this type cannot be read
     */
    public DType dtype() {
        return type.dtype()
                .orElseThrow(() ->
                        new BadInputException("tensor " + name + ": weights of type " + type + " are not supported"));
    }

    /**
     * Returns the tensor as a weight that is read where it is stored.
     *
     * @throws BadInputException if weights of this type cannot be read
     */
    public Weight weight() {
        return Weight.of(shape, dtype(), bytes);
    }

    /**
     * Returns the elements as float32.
     *
     * @throws BadInputException if weights of this type cannot be read
     */
    public Tensor tensor() {
        return Tensor.of(shape, weight().toFloats());
    }

    /**
     * Returns the elements of an I64 tensor.
     *
     * @throws BadInputException if it is of another type
     */
    public long[] longs() {
        expect(ElementType.I64);
        return bytes.toArray(LONG);
    }

    /**
     * Returns the elements of a U8 tensor.
     *
     * @throws BadInputException if it is of another type
     */
    public byte[] toBytes() {
        expect(ElementType.U8);
        return bytes.toArray(ValueLayout.JAVA_BYTE);
    }

    private void expect(ElementType expected) {
        if (type != expected) {
            throw new BadInputException("tensor " + name + ": expected type " + expected + ", found " + type);
        }
    }
}
