package org.flux4j.op;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * GGUF's blocks of 32 weights, read one weight at a time: d is the scale of a block, m its minimum, n a whole number. In
 * types of 4 and 5 bits, a byte holds the lower 4 bits of weights i and i + 16; the fifth bits are in a word of their own.
 *
 * <p>Source: <a href="https://github.com/ggml-org/ggml/blob/master/src/ggml-quants.c">ggml-quants.c</a>, {@code
 * dequantize_row_q4_0} and its like.
 */
public final class Blocks {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Blocks() {}

    /** Returns d · n: d, then 32 signed bytes. */
    static float q8(MemorySegment bytes, long at, int i) {
        return half(bytes, at) * bytes.get(ValueLayout.JAVA_BYTE, at + 2 + i);
    }

    /** Returns d · (n − 8): d, then 16 bytes. */
    static float q4(MemorySegment bytes, long at, int i) {
        return half(bytes, at) * (nibble(bytes, at + 2, i) - 8);
    }

    /** Returns d · n + m: d, m, then 16 bytes. */
    static float q4WithMinimum(MemorySegment bytes, long at, int i) {
        return half(bytes, at) * nibble(bytes, at + 4, i) + half(bytes, at + 2);
    }

    /** Returns d · (n − 16): d, 4 bytes of fifth bits, then 16 bytes. */
    static float q5(MemorySegment bytes, long at, int i) {
        return half(bytes, at) * ((nibble(bytes, at + 6, i) | (bit(bytes, at + 2, i) << 4)) - 16);
    }

    /** Returns d · n + m: d, m, 4 bytes of fifth bits, then 16 bytes. */
    static float q5WithMinimum(MemorySegment bytes, long at, int i) {
        return half(bytes, at) * (nibble(bytes, at + 8, i) | (bit(bytes, at + 4, i) << 4)) + half(bytes, at + 2);
    }

    /** Returns the float16 at an offset in bytes. */
    public static float half(MemorySegment bytes, long at) {
        return Float.float16ToFloat(bytes.get(SHORT, at));
    }

    /** Returns the unsigned byte at an offset. */
    public static int unsigned(MemorySegment bytes, long at) {
        return Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, at));
    }

    private static int nibble(MemorySegment bytes, long at, int i) {
        return unsigned(bytes, at + i % 16) >> (4 * (i / 16)) & 15;
    }

    private static int bit(MemorySegment bytes, long at, int i) {
        return unsigned(bytes, at + i / 8) >> (i % 8) & 1;
    }
}
