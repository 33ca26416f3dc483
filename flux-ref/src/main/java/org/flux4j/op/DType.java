package org.flux4j.op;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * How weights are stored, under the names of the safetensors format; numbers are little-endian. Weights are stored in
 * blocks of {@link #weightsPerBlock} that take {@link #bytesPerBlock}: in a plain type, a block is one number.
 */
public enum DType {
    F64(8, (bytes, at) -> (float) bytes.get(Layouts.DOUBLE, at)),
    F32(4, (bytes, at) -> bytes.get(Layouts.FLOAT, at)),
    F16(2, (bytes, at) -> Float.float16ToFloat(bytes.get(Layouts.SHORT, at))),
    /** The upper half of a float32. */
    BF16(2, (bytes, at) -> Float.intBitsToFloat(bytes.get(Layouts.SHORT, at) << 16)),
    /**
     * 1 sign bit, 4 exponent bits (bias 7), 3 mantissa bits; no infinities, and S.1111.111 is NaN. Source: "FP8 Formats
     * for Deep Learning", arXiv 2209.05433, table 1.
     */
    F8_E4M3(1, (bytes, at) -> e4m3(bytes.get(ValueLayout.JAVA_BYTE, at))),
    /** The upper half of a float16: 1 sign bit, 5 exponent bits, 2 mantissa bits. Source: as for {@link #F8_E4M3}. */
    F8_E5M2(1, (bytes, at) -> Float.float16ToFloat((short) (bytes.get(ValueLayout.JAVA_BYTE, at) << 8))),
    I64(8, (bytes, at) -> bytes.get(Layouts.LONG, at)),
    I32(4, (bytes, at) -> bytes.get(Layouts.INT, at)),
    I16(2, (bytes, at) -> bytes.get(Layouts.SHORT, at)),
    I8(1, (bytes, at) -> bytes.get(ValueLayout.JAVA_BYTE, at)),
    U64(8, (bytes, at) -> unsigned(bytes.get(Layouts.LONG, at))),
    U32(4, (bytes, at) -> Integer.toUnsignedLong(bytes.get(Layouts.INT, at))),
    U16(2, (bytes, at) -> Short.toUnsignedInt(bytes.get(Layouts.SHORT, at))),
    U8(1, (bytes, at) -> Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, at))),
    /** One byte: 0 for false, anything else for true. */
    BOOL(1, (bytes, at) -> bytes.get(ValueLayout.JAVA_BYTE, at) == 0 ? 0 : 1);

    /** Reads the number that begins at an offset in bytes. */
    private interface NumberReader {
        float read(MemorySegment bytes, long at);
    }

    /** Numbers need not be aligned in a file. A class of its own, since constants of an enum come before its fields. */
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

    /** A plain type. */
    DType(int bytes, NumberReader number) {
        this.bytes = bytes;
        this.number = number;
    }

    /** Returns the weights of a block: 1 in a plain type. */
    public int weightsPerBlock() {
        return 1;
    }

    /** Returns the bytes of a block. */
    public int bytesPerBlock() {
        return bytes;
    }

    /**
     * Returns the bytes that whole blocks of weights take.
     *
     * @param weights a multiple of {@link #weightsPerBlock}
     * @throws IllegalArgumentException if it is none
     * @throws ArithmeticException if they are too many
     */
    public long byteSize(long weights) {
        if (weights % weightsPerBlock() != 0) {
            throw new IllegalArgumentException(
                    this + ": expected a multiple of " + weightsPerBlock() + " weights, found " + weights);
        }
        return Math.multiplyExact(weights / weightsPerBlock(), (long) bytesPerBlock());
    }

    /**
     * Reads weights as float32.
     *
     * @param bytes whole blocks
     * @param from the first weight to read
     * @param to where they go, from {@code at} on
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

    /** Halves first, keeping the lowest bit for correct rounding. */
    private static float unsigned(long bits) {
        return bits >= 0 ? bits : (float) (bits >>> 1 | (bits & 1)) * 2;
    }
}
