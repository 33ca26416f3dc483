package org.flux4j.vector;

import static org.flux4j.vector.Lanes.S;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.flux4j.op.DType;
import org.flux4j.op.Weight;

/** Reads stored weights as float32. */
final class Widen {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Half as wide as the float32 they become, but at least the 64 bits of the smallest vector. */
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, S.vectorBitSize() / 2)));

    private static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(2 * SHORTS.vectorBitSize()));

    private Widen() {}

    /** Elements {@code from} to {@code from + count} (exclusive) of a weight, into {@code to} from {@code at} on. */
    static void read(Weight weight, long from, float[] to, int at, int count) {
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
            default -> readEach(part, from, to, at, count);
        }
    }

    /** A bfloat16 is the upper half of a float32. */
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
            to[at + i] = DType.BF16.get(bytes, from + i);
        }
    }

    private static void readEach(Weight.Part part, long from, float[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i] = part.dtype().get(part.bytes(), from + i);
        }
    }
}
