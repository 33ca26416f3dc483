package org.flux4j.vector.lanes;

import static org.flux4j.vector.lanes.Lanes.S;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.flux4j.op.Weight;
import org.flux4j.vector.run.Engine;

/** Reads stored weights as float32. */
public final class Widen {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Half as wide as the float32 they are widened to, but at least the 64 bits of the smallest vector. */
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, S.vectorBitSize() / 2)));

    private static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(2 * SHORTS.vectorBitSize()));

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
        switch (part.dtype()) {
            case F32 -> MemorySegment.copy(part.bytes(), FLOAT, from * Float.BYTES, to, at, count);
            case BF16 -> readBf16(part.bytes(), from, to, at, count);
            default -> part.dtype().read(part.bytes(), from, to, at, count);
        }
    }

    /** Widens bfloat16, each of which is the upper half of a float32. */
    private static void readBf16(MemorySegment bytes, long from, float[] to, int at, int count) {
        int vectors = SHORTS.loopBound(count);
        for (int i = 0; i < vectors; i += SHORTS.length()) {
            ShortVector.fromMemorySegment(SHORTS, bytes, (from + i) * Short.BYTES, ByteOrder.LITTLE_ENDIAN)
                    .convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, Short.SIZE)
                    .reinterpretAsFloats()
                    .intoArray(to, at + i);
        }
        Mapped.mayFault(bytes, from * Short.BYTES);
        for (int i = vectors; i < count; i++) {
            to[at + i] = bf16(bytes, from + i);
        }
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
