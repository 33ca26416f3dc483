package org.flux4j.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.flux4j.op.DType;

/**
 * Stores float32 numbers in another type, block by block. The types of 32 weights have the bytes that the gguf package
 * writes. In those of 256, every 32 weights get the scale and the minimum of their range; ggml also tries ranges that are a
 * little smaller.
 *
 * <p>Source: <a href="https://github.com/ggml-org/llama.cpp/blob/master/gguf-py/gguf/quants.py">quants.py</a> and <a
 * href="https://github.com/ggml-org/ggml/blob/master/src/ggml-quants.c">ggml-quants.c</a>.
 */
final class Quantiser {
    private static final int GROUP = 32;
    private static final int LARGEST_SCALE = 63;

    private final DType type;
    private final ByteBuffer out;
    private final int[] n; // the whole numbers of a block

    /**
     * Creates a quantiser.
     *
     * @param out where blocks are put
     * @throws IllegalArgumentException if numbers cannot be stored in this type
     */
    Quantiser(DType type, ByteBuffer out) {
        if (!writes(type)) {
            throw new IllegalArgumentException("numbers cannot be stored as " + type);
        }
        this.type = type;
        this.out = out.order(ByteOrder.LITTLE_ENDIAN);
        this.n = new int[type.weightsPerBlock()];
    }

    /** Returns whether numbers can be stored in a type. */
    static boolean writes(DType type) {
        return switch (type) {
            case F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q5_K -> true;
            default -> false;
        };
    }

    /** Puts the numbers {@code from} to {@code to} (exclusive), which are whole blocks. */
    void put(float[] x, int from, int to) {
        for (int at = from; at < to; at += type.weightsPerBlock()) {
            switch (type) {
                case F32 -> out.putFloat(x[at]);
                case F16 -> out.putShort(Float.floatToFloat16(x[at]));
                case BF16 -> out.putShort(bf16(x[at]));
                case Q8_0 -> putQ8(x, at);
                case Q4_0, Q5_0 -> putScaled(x, at, type == DType.Q4_0 ? 4 : 5);
                case Q4_1, Q5_1 -> putWithMinimum(x, at, type == DType.Q4_1 ? 4 : 5);
                default -> putGroups(x, at, type == DType.Q4_K ? 4 : 5);
            }
        }
    }

    /** Returns the nearest bfloat16, in a tie the even one. */
    private static short bf16(float x) {
        int bits = Float.floatToRawIntBits(x);
        return (short) (Float.isNaN(x) ? (bits >>> 16) | 64 : (bits + 0x7fff + (bits >>> 16 & 1)) >>> 16);
    }

    private void putQ8(float[] x, int at) {
        float d = Math.abs(extreme(x, at)) / 127;
        float inverse = d == 0 ? 0 : 1 / d;
        putHalf(d);
        for (int i = 0; i < GROUP; i++) {
            float scaled = x[at + i] * inverse;
            out.put((byte) (Math.signum(scaled) * (int) (Math.abs(scaled) + 0.5f)));
        }
    }

    /** Puts d · (n − 2^(bits − 1)), where the number of the largest magnitude is stored as n = 0. */
    private void putScaled(float[] x, int at, int bits) {
        int middle = 1 << (bits - 1);
        float d = extreme(x, at) / -middle;
        float inverse = d == 0 ? 0 : 1 / d;
        for (int i = 0; i < GROUP; i++) {
            n[i] = Math.min(2 * middle - 1, (int) (x[at + i] * inverse + (middle + 0.5f)));
        }
        putHalf(d);
        putBits(bits);
    }

    /** Puts d · n + m, where n reaches from the smallest number to the largest. */
    private void putWithMinimum(float[] x, int at, int bits) {
        int largest = (1 << bits) - 1;
        float min = x[at];
        float max = x[at];
        for (int i = 1; i < GROUP; i++) {
            min = Math.min(min, x[at + i]);
            max = Math.max(max, x[at + i]);
        }
        float d = (max - min) / largest;
        float inverse = d == 0 ? 0 : 1 / d;
        for (int i = 0; i < GROUP; i++) {
            n[i] = Math.min(largest, (int) ((x[at + i] - min) * inverse + 0.5f));
        }
        putHalf(d);
        putHalf(min);
        putBits(bits);
    }

    /** Puts the fifth bits, if there are any, and then the lower four of weights i and i + 16 in a byte. */
    private void putBits(int bits) {
        if (bits == 5) {
            int fifth = 0;
            for (int i = 0; i < GROUP; i++) {
                fifth |= n[i] >> 4 << i;
            }
            out.putInt(fifth);
        }
        for (int i = 0; i < GROUP / 2; i++) {
            out.put((byte) ((n[i] & 15) | (n[i + GROUP / 2] & 15) << 4));
        }
    }

    /** Puts d · s · n − e · m, where s and m are of 6 bits for each group of 32 numbers. */
    private void putGroups(float[] x, int at, int bits) {
        int groups = n.length / GROUP;
        int largest = (1 << bits) - 1;
        float[] scale = new float[groups];
        float[] minimum = new float[groups];
        for (int group = 0; group < groups; group++) {
            float min = 0;
            float max = 0;
            for (int i = 0; i < GROUP; i++) {
                min = Math.min(min, x[at + group * GROUP + i]);
                max = Math.max(max, x[at + group * GROUP + i]);
            }
            scale[group] = (max - min) / largest;
            minimum[group] = -min;
        }
        float d = Math.abs(largest(scale)) / LARGEST_SCALE;
        float e = Math.abs(largest(minimum)) / LARGEST_SCALE;
        short halfD = Float.floatToFloat16(d);
        short halfE = Float.floatToFloat16(e);
        int[] s = sixBits(scale, d);
        int[] m = sixBits(minimum, e);
        for (int i = 0; i < n.length; i++) {
            float step = Float.float16ToFloat(halfD) * s[i / GROUP];
            float offset = Float.float16ToFloat(halfE) * m[i / GROUP];
            n[i] = step == 0 ? 0 : Math.clamp(Math.round((x[at + i] + offset) / step), 0, largest);
        }
        out.putShort(halfD);
        out.putShort(halfE);
        putSixBits(s, m);
        for (int i = 0; bits == 5 && i < GROUP; i++) {
            int fifth = 0;
            for (int group = 0; group < groups; group++) {
                fifth |= n[group * GROUP + i] >> 4 << group;
            }
            out.put((byte) fifth);
        }
        for (int pair = 0; pair < groups; pair += 2) {
            for (int i = 0; i < GROUP; i++) {
                out.put((byte) ((n[pair * GROUP + i] & 15) | (n[(pair + 1) * GROUP + i] & 15) << 4));
            }
        }
    }

    private static int[] sixBits(float[] values, float unit) {
        int[] numbers = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = unit == 0 ? 0 : Math.clamp(Math.round(values[i] / unit), 0, LARGEST_SCALE);
        }
        return numbers;
    }

    /** Puts 8 scales and 8 minima as {@link org.flux4j.op.KBlocks#scale} reads them. */
    private void putSixBits(int[] s, int[] m) {
        for (int j = 0; j < 4; j++) {
            out.put((byte) (s[j] | s[j + 4] >> 4 << 6));
        }
        for (int j = 0; j < 4; j++) {
            out.put((byte) (m[j] | m[j + 4] >> 4 << 6));
        }
        for (int j = 4; j < 8; j++) {
            out.put((byte) ((s[j] & 15) | (m[j] & 15) << 4));
        }
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    /** Returns the number of the largest magnitude in a block, with its sign. */
    private float extreme(float[] x, int at) {
        float extreme = x[at];
        for (int i = 1; i < GROUP; i++) {
            extreme = Math.abs(x[at + i]) > Math.abs(extreme) ? x[at + i] : extreme;
        }
        return extreme;
    }

    private void putHalf(float value) {
        out.putShort(Float.floatToFloat16(value));
    }
}
