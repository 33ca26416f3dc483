package org.flux4j.io;

import java.util.Optional;
import java.util.stream.Stream;
import org.flux4j.op.DType;

/**
 * The types of the safetensors format, in its order: by size, then by kind.
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
    U64(64);

    private final int bits;

    ElementType(int bits) {
        this.bits = bits;
    }

    /** Returns the type that weights of the given type have in a file. */
    static ElementType of(DType dtype) {
        return valueOf(dtype.name());
    }

    /** Returns the size of an element. Elements of less than 8 bits are packed. */
    public int bits() {
        return bits;
    }

    /** Returns the type as weights have it; empty if weights of this type cannot be read. */
    public Optional<DType> dtype() {
        return Stream.of(DType.values())
                .filter(dtype -> dtype.name().equals(name()))
                .findAny();
    }

    /** Returns whether so many elements take exactly so many bytes, which may be any numbers that are not negative. */
    boolean fills(long count, long bytes) {
        // Elements are of 4 bits or more: larger counts do not fit, and the products of smaller ones do not overflow.
        return count / 2 <= bytes && bytes <= Long.MAX_VALUE / 128 && count * bits == bytes * 8;
    }
}
