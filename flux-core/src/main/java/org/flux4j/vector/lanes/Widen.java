package org.flux4j.vector.lanes;

import static org.flux4j.vector.lanes.Lanes.L;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.VectorOperators;
import org.flux4j.op.DType;
import org.flux4j.op.Weight;
import org.flux4j.vector.run.Engine;

/** Reads stored weights as float32. */
public final class Widen {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Widen() {}

    /**
     * Returns the elements of a small weight, or {@code count} times {@code otherwise} if it is null, in a borrowed
     * array that is to be {@linkplain Engine#release released}.
     */
    public static float[] borrow(Weight weight, int count, float otherwise, Engine engine) {
        float[] values = engine.borrow(count);
        engine.run(1, scratch -> task -> {
            if (weight == null) {
                Arrays.fill(values, otherwise);
            } else {
                read(weight, 0, values, 0, count);
            }
        });
        return values;
    }

    /**
     * Widens {@code count} elements of a weight, beginning with element {@code from}, into {@code to} at {@code at}.
     */
    public static void read(Weight weight, long from, float[] to, int at, int count) {
        long start = 0;
        for (Weight.Part part : weight.parts()) {
            long begin = Math.max(from, start);
            long end = Math.min(from + count, start + part.count());
            if (begin < end) {
                read(part, begin - start, to, at + (int) (begin - from), (int) (end - begin));
            }
            start += part.count();
        }
    }

    private static void read(Weight.Part part, long from, float[] to, int at, int count) {
        DType type = part.dtype();
        int block = type.weightsPerBlock();
        int before = (int) Math.min(count, Math.floorMod(-from, (long) block)); // the rest of the block before
        int blocks = (count - before) / block;
        int whole =
                before + unpack(part, (from + before) / block * type.bytesPerBlock(), blocks, to, at + before) * block;
        type.read(part.bytes(), from, to, at, before);
        type.read(part.bytes(), from + whole, to, at + whole, count - whole);
        part.scale().apply(from, to, at, count);
    }

    /** Unpacks blocks from an offset in bytes on, and returns how many: all, but for a few plain numbers at the end. */
    private static int unpack(Weight.Part part, long offset, int blocks, float[] to, int at) {
        MemorySegment bytes = part.bytes();
        switch (part.dtype()) {
            case F32 -> MemorySegment.copy(bytes, FLOAT, offset, to, at, blocks);
            case BF16 -> {
                return unpackBf16(bytes, offset, blocks, to, at);
            }
            case F16 -> {
                return Minifloats.F16.widen(bytes, offset, to, at, blocks);
            }
            case F8_E4M3 -> {
                return Minifloats.E4M3.widen(bytes, offset, to, at, blocks);
            }
            case F8_E5M2 -> {
                return Minifloats.E5M2.widen(bytes, offset, to, at, blocks);
            }
            case Q8_0 -> UnpackBlocks.q8(bytes, offset, blocks, to, at);
            case Q4_0 -> UnpackBlocks.q4(bytes, offset, blocks, to, at);
            case Q4_1 -> UnpackBlocks.q4WithMinimum(bytes, offset, blocks, to, at);
            case Q5_0 -> UnpackBlocks.q5(bytes, offset, blocks, to, at);
            case Q5_1 -> UnpackBlocks.q5WithMinimum(bytes, offset, blocks, to, at);
            case Q2_K -> UnpackKBlocks.q2(bytes, offset, blocks, to, at);
            case Q3_K -> UnpackKBlocks.q3(bytes, offset, blocks, to, at);
            case Q4_K -> UnpackKBlocks.q4(bytes, offset, blocks, to, at);
            case Q5_K -> UnpackKBlocks.q5(bytes, offset, blocks, to, at);
            case Q6_K -> UnpackKBlocks.q6(bytes, offset, blocks, to, at);
            default -> {
                return 0;
            }
        }
        return blocks;
    }

    /** Widens bfloat16, each of which is the upper half of a float32, by whole vectors; returns how many that were. */
    private static int unpackBf16(MemorySegment bytes, long offset, int count, float[] to, int at) {
        int i = 0;
        for (; i <= count - L; i += L) {
            Bytes.unsignedShorts(bytes, offset + (long) Short.BYTES * i)
                    .lanewise(VectorOperators.LSHL, Short.SIZE)
                    .reinterpretAsFloats()
                    .intoArray(to, at + i);
        }
        Mapped.mayFault(bytes, offset);
        return i;
    }

    /** Returns element {@code index} of float32 weights. */
    public static float f32(MemorySegment bytes, long index) {
        return bytes.get(FLOAT, index * Float.BYTES);
    }

    /** Returns element {@code index} of bfloat16 weights. */
    public static float bf16(MemorySegment bytes, long index) {
        return Float.intBitsToFloat(bytes.get(SHORT, index * Short.BYTES) << Short.SIZE);
    }
}
