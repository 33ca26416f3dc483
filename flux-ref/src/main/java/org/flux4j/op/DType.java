package org.flux4j.op;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The types in which weights are stored, with their names in the safetensors format. Numbers are little-endian.
 *
 * <p>Weights are stored in blocks of {@link #weightsPerBlock} weights, which take {@link #bytesPerBlock} bytes. In a
 * plain type, a block is one number.
 */
public enum DType {
    /** Double precision. */
    F64(8, (bytes, at) -> (float) bytes.get(Layouts.DOUBLE, at)),
    /** Single precision. */
    F32(4, (bytes, at) -> bytes.get(Layouts.FLOAT, at)),
    /** Half precision: 1 sign bit, 5 exponent bits, 10 mantissa bits. */
    F16(2, (bytes, at) -> Float.float16ToFloat(bytes.get(Layouts.SHORT, at))),
    /** The upper half of a float32: 1 sign bit, 8 exponent bits, 7 mantissa bits. */
    BF16(2, (bytes, at) -> Float.intBitsToFloat(bytes.get(Layouts.SHORT, at) << 16)),
    /**
     * 1 sign bit, 4 exponent bits (bias 7), 3 mantissa bits. There are no infinities, and S.1111.111 is NaN. Source:
     * "FP8 Formats for Deep Learning", arXiv 2209.05433, table 1.
     */
    F8_E4M3(1, (bytes, at) -> e4m3(bytes.get(ValueLayout.JAVA_BYTE, at))),
    /** The upper half of a float16: 1 sign bit, 5 exponent bits, 2 mantissa bits. Source: as for {@link #F8_E4M3}. */
    F8_E5M2(1, (bytes, at) -> Float.float16ToFloat((short) (bytes.get(ValueLayout.JAVA_BYTE, at) << 8))),
    /** A signed integer of 64 bits. */
    I64(8, (bytes, at) -> bytes.get(Layouts.LONG, at)),
    /** A signed integer of 32 bits. */
    I32(4, (bytes, at) -> bytes.get(Layouts.INT, at)),
    /** A signed integer of 16 bits. */
    I16(2, (bytes, at) -> bytes.get(Layouts.SHORT, at)),
    /** A signed integer of 8 bits. */
    I8(1, (bytes, at) -> bytes.get(ValueLayout.JAVA_BYTE, at)),
    /** An unsigned integer of 64 bits. */
    U64(8, (bytes, at) -> unsigned(bytes.get(Layouts.LONG, at))),
    /** An unsigned integer of 32 bits. */
    U32(4, (bytes, at) -> Integer.toUnsignedLong(bytes.get(Layouts.INT, at))),
    /** An unsigned integer of 16 bits. */
    U16(2, (bytes, at) -> Short.toUnsignedInt(bytes.get(Layouts.SHORT, at))),
    /** An unsigned integer of 8 bits. */
    U8(1, (bytes, at) -> Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, at))),
    /** A byte that is read as 0 if it is zero, and as 1 otherwise. */
    BOOL(1, (bytes, at) -> bytes.get(ValueLayout.JAVA_BYTE, at) == 0 ? 0 : 1);

    /** Reads a number at an offset in bytes, as float32. */
    private interface NumberReader {
        float read(MemorySegment bytes, long at);
    }

    /**
     * Unaligned layouts, as in files. They are in a nested class because enum constants cannot refer to later fields.
     */
    private static final class Layouts {
        static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    }

    private final int bytes;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final NumberReader number;

    /** Creates a plain type. */
    DType(int bytes, NumberReader number) {
        this.bytes = bytes;
        this.number = number;
    }

    /** Returns the number of weights in a block: 1 in a plain type. */
    public int weightsPerBlock() {
        return 1;
    }

    /** Returns the size of a block in bytes. */
    public int bytesPerBlock() {
        return bytes;
    }

    /**
     * Returns the size in bytes of the given number of weights.
     *
     * @throws IllegalArgumentException if the number is not a multiple of {@link #weightsPerBlock}
     * @throws ArithmeticException if the size overflows a long
     */
    public long byteSize(long weights) {
        if (weights % weightsPerBlock() != 0) {
            throw new IllegalArgumentException(
                    this + ": expected a multiple of " + weightsPerBlock() + " weights, found " + weights);
        }
        return Math.multiplyExact(weights / weightsPerBlock(), (long) bytesPerBlock());
    }

    /**
     * Reads consecutive weights as float32.
     *
     * @param bytes the stored weights, in whole blocks
     * @param from the index of the first weight to read
     * @param to the array to write to
     * @param at the index in {@code to} of the first weight
     * @param count the number of weights to read
     */
    public void read(MemorySegment bytes, long from, float[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i] = number.read(bytes, (from + i) * this.bytes);
        }
    }

    private static float e4m3(int bits) {
        int exponent = bits >> 3 & 0xF;
        int mantissa = bits & 0x7;
        float magnitude;
        if (exponent == 0xF && mantissa == 0x7) {
            magnitude = Float.NaN;
        } else if (exponent == 0) {
            magnitude = mantissa * 0x1p-9f;
        } else {
            magnitude = Math.scalb(8 + mantissa, exponent - 10);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    /**
     * Returns an unsigned number as float32. Large numbers are halved first; their lowest bit is kept, for correct
     * rounding.
     */
    private static float unsigned(long bits) {
        return bits >= 0 ? bits : (float) (bits >>> 1 | (bits & 1)) * 2;
    }
}
