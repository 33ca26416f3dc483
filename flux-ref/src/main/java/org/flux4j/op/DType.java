package org.flux4j.op;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The types in which weights are stored, with their names in the safetensors format or, for blocks, in GGUF. Numbers are
 * little-endian.
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
    BOOL(1, (bytes, at) -> bytes.get(ValueLayout.JAVA_BYTE, at) == 0 ? 0 : 1),
    /** 8 bits and a scale for 32 weights. */
    Q8_0(32, 34, Blocks::q8),
    /** 4 bits and a scale for 32 weights. */
    Q4_0(32, 18, Blocks::q4),
    /** 4 bits, and a scale and a minimum for 32 weights. */
    Q4_1(32, 20, Blocks::q4WithMinimum),
    /** 5 bits and a scale for 32 weights. */
    Q5_0(32, 22, Blocks::q5),
    /** 5 bits, and a scale and a minimum for 32 weights. */
    Q5_1(32, 24, Blocks::q5WithMinimum),
    /** 2 bits; each 16 weights have a scale and a minimum of 4 bits. */
    Q2_K(256, 84, KBlocks::q2),
    /** 3 bits; each 16 weights have a scale of 6 bits. */
    Q3_K(256, 110, KBlocks::q3),
    /** 4 bits; each 32 weights have a scale and a minimum of 6 bits. */
    Q4_K(256, 144, KBlocks::q4),
    /** 5 bits; each 32 weights have a scale and a minimum of 6 bits. */
    Q5_K(256, 176, KBlocks::q5),
    /** 6 bits; each 16 weights have a scale of 8 bits. */
    Q6_K(256, 210, KBlocks::q6);

    /** Reads a number at an offset in bytes, as float32. */
    private interface NumberReader {
        float read(MemorySegment bytes, long at);
    }

    /** Reads weight {@code i} of the block at an offset in bytes, as float32. */
    private interface BlockReader {
        float read(MemorySegment bytes, long at, int i);
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

    private final int weights;
    private final int bytes;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final BlockReader block;

    /** Creates a plain type. */
    DType(int bytes, NumberReader number) {
        this(1, bytes, (stored, at, i) -> number.read(stored, at));
    }

    /** Creates a type of blocks. */
    DType(int weights, int bytes, BlockReader block) {
        this.weights = weights;
        this.bytes = bytes;
        this.block = block;
    }

    /** Returns the number of weights in a block: 1 in a plain type. */
    public int weightsPerBlock() {
        return weights;
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
            to[at + i] = block.read(bytes, (from + i) / weights * this.bytes, (int) ((from + i) % weights));
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
