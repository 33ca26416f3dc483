package org.flux4j.io;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flux4j.op.DType;

/**
 * The types of stored tensors: those of the safetensors format, in its order, by size, then by kind; and the blocks of
 * GGUF.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/safetensors/blob/main/safetensors/src/tensor.rs">tensor.rs, Dtype</a>.
 */
public enum ElementType {
    BOOL(8),
    F4(4),
    F6_E2M3(6),
    F6_E3M2(6),
    U8(8),
    I8(8),
    F8_E5M2(8),
    F8_E4M3(8),
    F8_E8M0(8),
    F8_E4M3FNUZ(8),
    F8_E5M2FNUZ(8),
    I16(16),
    U16(16),
    F16(16),
    BF16(16),
    I32(32),
    U32(32),
    F32(32),
    C64(64),
    F64(64),
    I64(64),
    U64(64),
    Q8_0(DType.Q8_0),
    Q4_0(DType.Q4_0),
    Q4_1(DType.Q4_1),
    Q5_0(DType.Q5_0),
    Q5_1(DType.Q5_1),
    Q2_K(DType.Q2_K),
    Q3_K(DType.Q3_K),
    Q4_K(DType.Q4_K),
    Q5_K(DType.Q5_K),
    Q6_K(DType.Q6_K);

    private final int elements;
    private final int bits;

    ElementType(int bits) {
        this.elements = 1;
        this.bits = bits;
    }

    /** Creates a type of blocks. */
    ElementType(DType blocks) {
        this.elements = blocks.weightsPerBlock();
        this.bits = blocks.bytesPerBlock() * Byte.SIZE;
    }

    /** Returns the types of the safetensors format. */
    static List<ElementType> ofSafeTensors() {
        return Stream.of(values()).filter(type -> type.elements == 1).toList();
    }

    /** Returns the type that weights of the given type have in a file. */
    static ElementType of(DType dtype) {
        return valueOf(dtype.name());
    }

    /** Returns the number of elements of a block: 1 in the types of the safetensors format. */
    int elements() {
        return elements;
    }

    /** Returns the size of a block. Blocks of less than 8 bits are packed. */
    public int bits() {
        return bits;
    }

    /** Returns the size in bytes of that many elements. */
    public long bytes(long count) {
        return count / elements * bits / Byte.SIZE;
    }

    /** Returns the type as weights have it; empty if weights of this type cannot be read. */
    public Optional<DType> dtype() {
        return Stream.of(DType.values())
                .filter(dtype -> dtype.name().equals(name()))
                .findAny();
    }

    /** Returns whether so many elements take exactly so many bytes, which may be any numbers that are not negative. */
    boolean fills(long count, long bytes) {
        // Blocks are of 4 bits or more: larger counts do not fit, and the products of smaller ones do not overflow.
        long blocks = count / elements;
        return count % elements == 0
                && blocks / 2 <= bytes
                && bytes <= Long.MAX_VALUE / (16 * Byte.SIZE)
                && blocks <= Long.MAX_VALUE / bits
                && blocks * bits == bytes * Byte.SIZE;
    }
}
