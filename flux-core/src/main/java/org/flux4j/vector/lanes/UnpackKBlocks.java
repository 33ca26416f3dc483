package org.flux4j.vector.lanes;

import static org.flux4j.vector.lanes.Bytes.floats;
import static org.flux4j.vector.lanes.Bytes.unsigned;
import static org.flux4j.vector.lanes.Lanes.L;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.flux4j.op.Blocks;
import org.flux4j.op.DType;
import org.flux4j.op.KBlocks;

/**
 * Unpacks GGUF's blocks of 256 weights, which {@link DType} describes: whole ones, group by group of 32 weights, by vectors
 * of weights that lie side by side.
 */
final class UnpackKBlocks {
    private static final int SIZE = 256;
    private static final int GROUP = 32;

    private UnpackKBlocks() {}

    static void q2(MemorySegment bytes, long at, int blocks, float[] to, int atTo) {
        for (int block = 0; block < blocks; block++) {
            long from = at + (long) block * DType.Q2_K.bytesPerBlock();
            float d = Blocks.half(bytes, from + 80);
            float e = Blocks.half(bytes, from + 82);
            for (int i = 0; i < SIZE; i += L) {
                int scales = Blocks.unsigned(bytes, from + i / 16);
                floats(pairs(bytes, from + 16, i))
                        .mul(d * (scales & 15))
                        .sub(e * (scales >> 4))
                        .intoArray(to, atTo + SIZE * block + i);
            }
        }
    }

    static void q3(MemorySegment bytes, long at, int blocks, float[] to, int atTo) {
        for (int block = 0; block < blocks; block++) {
            long from = at + (long) block * DType.Q3_K.bytesPerBlock();
            float d = Blocks.half(bytes, from + 108);
            for (int i = 0; i < SIZE; i += L) {
                IntVector n = pairs(bytes, from + 32, i).or(bits(bytes, from, i, 2));
                floats(n.sub(4))
                        .mul(d * KBlocks.q3Scale(bytes, from + 96, i / 16))
                        .intoArray(to, atTo + SIZE * block + i);
            }
        }
    }

    static void q4(MemorySegment bytes, long at, int blocks, float[] to, int atTo) {
        for (int block = 0; block < blocks; block++) {
            long from = at + (long) block * DType.Q4_K.bytesPerBlock();
            float d = Blocks.half(bytes, from);
            float e = Blocks.half(bytes, from + 2);
            for (int group = 0; group < SIZE; group += GROUP) {
                float scale = d * KBlocks.scale(bytes, from + 4, group / GROUP);
                float minimum = e * KBlocks.minimum(bytes, from + 4, group / GROUP);
                for (int i = group; i < group + GROUP; i += L) {
                    floats(nibbles(bytes, from + 16, i)).mul(scale).sub(minimum).intoArray(to, atTo + SIZE * block + i);
                }
            }
        }
    }

    static void q5(MemorySegment bytes, long at, int blocks, float[] to, int atTo) {
        for (int block = 0; block < blocks; block++) {
            long from = at + (long) block * DType.Q5_K.bytesPerBlock();
            float d = Blocks.half(bytes, from);
            float e = Blocks.half(bytes, from + 2);
            for (int group = 0; group < SIZE; group += GROUP) {
                float scale = d * KBlocks.scale(bytes, from + 4, group / GROUP);
                float minimum = e * KBlocks.minimum(bytes, from + 4, group / GROUP);
                for (int i = group; i < group + GROUP; i += L) {
                    IntVector n = nibbles(bytes, from + 48, i).or(bits(bytes, from + 16, i, 4));
                    floats(n).mul(scale).sub(minimum).intoArray(to, atTo + SIZE * block + i);
                }
            }
        }
    }

    static void q6(MemorySegment bytes, long at, int blocks, float[] to, int atTo) {
        for (int block = 0; block < blocks; block++) {
            long from = at + (long) block * DType.Q6_K.bytesPerBlock();
            float d = Blocks.half(bytes, from + 208);
            for (int i = 0; i < SIZE; i += L) {
                int group = i % 128 / GROUP;
                IntVector low = unsigned(bytes, from + i / 128 * 64L + group % 2 * (long) GROUP + i % GROUP)
                        .lanewise(VectorOperators.LSHR, group / 2 * 4)
                        .and(15);
                IntVector high = pairs(bytes, from + 128, i).lanewise(VectorOperators.LSHL, 4);
                int scale = bytes.get(ValueLayout.JAVA_BYTE, from + 192 + i / 16);
                floats(low.or(high).sub(32)).mul(d * scale).intoArray(to, atTo + SIZE * block + i);
            }
        }
    }

    /** Returns the four bits of the weights from {@code i} on; those of weights 32 apart share a byte. */
    private static IntVector nibbles(MemorySegment bytes, long at, int i) {
        return unsigned(bytes, at + i / 64 * 32L + i % GROUP)
                .lanewise(VectorOperators.LSHR, i / GROUP % 2 * 4)
                .and(15);
    }

    /** Returns the two bits of the weights from {@code i} on; those of four weights 32 apart share a byte. */
    private static IntVector pairs(MemorySegment bytes, long at, int i) {
        return unsigned(bytes, at + i / 128 * 32L + i % GROUP)
                .lanewise(VectorOperators.LSHR, i % 128 / GROUP * 2)
                .and(3);
    }

    /** Returns the single bit of the weights from {@code i} on, in the given place; those of eight weights share a byte. */
    private static IntVector bits(MemorySegment bytes, long at, int i, int place) {
        return unsigned(bytes, at + i % GROUP)
                .lanewise(VectorOperators.LSHR, i / GROUP)
                .and(1)
                .lanewise(VectorOperators.LSHL, place);
    }
}
