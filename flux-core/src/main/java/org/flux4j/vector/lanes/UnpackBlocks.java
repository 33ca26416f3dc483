package org.flux4j.vector.lanes;

import static org.flux4j.vector.lanes.Bytes.INTS;
import static org.flux4j.vector.lanes.Bytes.IOTA;
import static org.flux4j.vector.lanes.Bytes.floats;
import static org.flux4j.vector.lanes.Bytes.signed;
import static org.flux4j.vector.lanes.Bytes.unsigned;
import static org.flux4j.vector.lanes.Lanes.L;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.flux4j.op.Blocks;
import org.flux4j.op.DType;

/**
 * Unpacks GGUF's blocks of 32 weights, which {@link DType} describes: whole ones, by vectors of weights that lie side by
 * side.
 */
final class UnpackBlocks {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int SIZE = 32;

    private UnpackBlocks() {}

    static void q8(MemorySegment bytes, long at, int blocks, float[] to, int atTo) {
        for (int block = 0; block < blocks; block++) {
            long from = at + (long) block * DType.Q8_0.bytesPerBlock();
            float d = Blocks.half(bytes, from);
            for (int i = 0; i < SIZE; i += L) {
                floats(signed(bytes, from + 2 + i)).mul(d).intoArray(to, atTo + SIZE * block + i);
            }
        }
    }

    static void q4(MemorySegment bytes, long at, int blocks, float[] to, int atTo) {
        for (int block = 0; block < blocks; block++) {
            long from = at + (long) block * DType.Q4_0.bytesPerBlock();
            float d = Blocks.half(bytes, from);
            for (int i = 0; i < SIZE; i += L) {
                floats(nibbles(bytes, from + 2, i).sub(8)).mul(d).intoArray(to, atTo + SIZE * block + i);
            }
        }
    }

    static void q4WithMinimum(MemorySegment bytes, long at, int blocks, float[] to, int atTo) {
        for (int block = 0; block < blocks; block++) {
            long from = at + (long) block * DType.Q4_1.bytesPerBlock();
            float d = Blocks.half(bytes, from);
            float m = Blocks.half(bytes, from + 2);
            for (int i = 0; i < SIZE; i += L) {
                floats(nibbles(bytes, from + 4, i)).mul(d).add(m).intoArray(to, atTo + SIZE * block + i);
            }
        }
    }

    static void q5(MemorySegment bytes, long at, int blocks, float[] to, int atTo) {
        for (int block = 0; block < blocks; block++) {
            long from = at + (long) block * DType.Q5_0.bytesPerBlock();
            float d = Blocks.half(bytes, from);
            for (int i = 0; i < SIZE; i += L) {
                IntVector n = nibbles(bytes, from + 6, i).or(fifthBits(bytes, from + 2, i));
                floats(n.sub(16)).mul(d).intoArray(to, atTo + SIZE * block + i);
            }
        }
    }

    static void q5WithMinimum(MemorySegment bytes, long at, int blocks, float[] to, int atTo) {
        for (int block = 0; block < blocks; block++) {
            long from = at + (long) block * DType.Q5_1.bytesPerBlock();
            float d = Blocks.half(bytes, from);
            float m = Blocks.half(bytes, from + 2);
            for (int i = 0; i < SIZE; i += L) {
                IntVector n = nibbles(bytes, from + 8, i).or(fifthBits(bytes, from + 4, i));
                floats(n).mul(d).add(m).intoArray(to, atTo + SIZE * block + i);
            }
        }
    }

    /** Returns the lower four bits of the weights from {@code i} on. */
    private static IntVector nibbles(MemorySegment bytes, long at, int i) {
        return unsigned(bytes, at + i % 16)
                .lanewise(VectorOperators.LSHR, i / 16 * 4)
                .and(15);
    }

    /** Returns the fifth bits of the weights from {@code i} on, in their place. */
    private static IntVector fifthBits(MemorySegment bytes, long at, int i) {
        return IntVector.broadcast(INTS, bytes.get(INT, at) >>> i)
                .lanewise(VectorOperators.LSHR, IOTA)
                .and(1)
                .lanewise(VectorOperators.LSHL, 4);
    }
}
