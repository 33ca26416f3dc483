package org.flux4j.op;

import static org.flux4j.op.Blocks.half;
import static org.flux4j.op.Blocks.unsigned;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * GGUF's blocks of 256 weights ("K-quants"), read one weight at a time. A block has a scale d and, in some types, a scale e
 * of minima; each 16 or 32 of its weights have a small scale and minimum of their own, by which d and e are multiplied. A
 * byte holds bits of weights that are 32 apart.
 *
 * <p>Source: <a href="https://github.com/ggml-org/ggml/blob/master/src/ggml-quants.c">ggml-quants.c</a>, {@code
 * dequantize_row_q4_K} and its like.
 */
public final class KBlocks {
    private KBlocks() {}

    /** Returns d · s · n − e · m, where a byte holds s and m: 16 of these bytes, 64 bytes of n, d, e. */
    static float q2(MemorySegment bytes, long at, int i) {
        int scales = unsigned(bytes, at + i / 16);
        int n = pair(bytes, at + 16, i);
        return half(bytes, at + 80) * (scales & 15) * n - half(bytes, at + 82) * (scales >> 4);
    }

    /** Returns d · (s − 32) · (n − 4): 32 bytes of third bits of n, 64 bytes of the others, 12 bytes of s, d. */
    static float q3(MemorySegment bytes, long at, int i) {
        int third = unsigned(bytes, at + i % 32) >> (i / 32) & 1;
        int n = pair(bytes, at + 32, i) | (third << 2);
        return half(bytes, at + 108) * q3Scale(bytes, at + 96, i / 16) * (n - 4);
    }

    /** Returns d · s · n − e · m: d, e, 12 bytes of s and m, 128 bytes of n. */
    static float q4(MemorySegment bytes, long at, int i) {
        return scaled(bytes, at, i, nibble(bytes, at + 16, i));
    }

    /** Returns d · s · n − e · m: d, e, 12 bytes of s and m, 32 bytes of fifth bits of n, 128 bytes of the others. */
    static float q5(MemorySegment bytes, long at, int i) {
        int fifth = unsigned(bytes, at + 16 + i % 32) >> (i / 32) & 1;
        return scaled(bytes, at, i, nibble(bytes, at + 48, i) | (fifth << 4));
    }

    /** Returns d · s · (n − 32): 128 bytes of the lower 4 bits of n, 64 bytes of the upper 2, 16 signed bytes of s, d. */
    static float q6(MemorySegment bytes, long at, int i) {
        int half = i / 128;
        int group = i % 128 / 32;
        int low = unsigned(bytes, at + 64L * half + 32L * (group % 2) + i % 32) >> (4 * (group / 2)) & 15;
        int high = unsigned(bytes, at + 128 + 32L * half + i % 32) >> (2 * group) & 3;
        int scale = bytes.get(ValueLayout.JAVA_BYTE, at + 192 + i / 16);
        return half(bytes, at + 208) * scale * ((low | (high << 4)) - 32);
    }

    /** Returns d · s · n − e · m, where s and m are those of {@link #scale} and {@link #minimum}. */
    private static float scaled(MemorySegment bytes, long at, int i, int n) {
        float scale = half(bytes, at) * scale(bytes, at + 4, i / 32);
        return scale * n - half(bytes, at + 2) * minimum(bytes, at + 4, i / 32);
    }

    /**
     * Returns scale j of the eight that are stored with eight minima, 6 bits each, in 12 bytes: the first four scales, then
     * the first four minima, in the lower 6 bits of a byte; of the others, the lower 4 bits share a byte, scale first, and
     * the upper 2 are those of the bytes before.
     */
    public static int scale(MemorySegment bytes, long at, int j) {
        return j < 4
                ? unsigned(bytes, at + j) & 63
                : (unsigned(bytes, at + j + 4) & 15) | (unsigned(bytes, at + j - 4) >> 6 << 4);
    }

    /** Returns minimum j of those that {@link #scale} describes. */
    public static int minimum(MemorySegment bytes, long at, int j) {
        return j < 4
                ? unsigned(bytes, at + j + 4) & 63
                : (unsigned(bytes, at + j + 4) >> 4) | (unsigned(bytes, at + j) >> 6 << 4);
    }

    /** Returns s − 32 for scale j of a block of {@link #q3}: 8 bytes hold the lower 4 bits of 16 scales, 4 bytes the upper 2. */
    public static int q3Scale(MemorySegment bytes, long at, int j) {
        int low = unsigned(bytes, at + j % 8) >> (4 * (j / 8)) & 15;
        int high = unsigned(bytes, at + 8 + j % 4) >> (2 * (j / 4)) & 3;
        return (low | (high << 4)) - 32;
    }

    private static int nibble(MemorySegment bytes, long at, int i) {
        return unsigned(bytes, at + 32L * (i / 64) + i % 32) >> (4 * (i / 32 % 2)) & 15;
    }

    private static int pair(MemorySegment bytes, long at, int i) {
        return unsigned(bytes, at + 32L * (i / 128) + i % 32) >> (2 * (i % 128 / 32)) & 3;
    }
}
