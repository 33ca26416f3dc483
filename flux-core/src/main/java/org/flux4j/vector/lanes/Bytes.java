package org.flux4j.vector.lanes;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Stored bytes and shorts as vectors of {@link Lanes#L} ints, and ints as floats. */
public final class Bytes {
    /** The ints that {@link Lanes#S} has floats. */
    static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, S.vectorShape());

    /** 0, 1, 2, …. */
    static final IntVector IOTA = IntVector.zero(INTS).addIndex(1);

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** The bits of the smallest vector; what fills less of it is read as a number instead. */
    private static final int SMALLEST = 64;

    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(SMALLEST, L * Byte.SIZE)));

    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(SMALLEST, L * Short.SIZE)));

    private Bytes() {}

    /** Returns the unsigned bytes from an offset on. */
    static IntVector unsigned(MemorySegment bytes, long at) {
        return BYTES.length() > L
                ? spread(few(bytes, at), Byte.SIZE).lanewise(VectorOperators.LSHR, Integer.SIZE - Byte.SIZE)
                : widen(bytes, at, VectorOperators.ZERO_EXTEND_B2I);
    }

    /** Returns the signed bytes from an offset on. */
    public static IntVector signed(MemorySegment bytes, long at) {
        return BYTES.length() > L
                ? spread(few(bytes, at), Byte.SIZE).lanewise(VectorOperators.ASHR, Integer.SIZE - Byte.SIZE)
                : widen(bytes, at, VectorOperators.B2I);
    }

    /** Returns the unsigned shorts from an offset on. */
    static IntVector unsignedShorts(MemorySegment bytes, long at) {
        return SHORTS.length() > L
                ? spread(bytes.get(INT, at), Short.SIZE).lanewise(VectorOperators.LSHR, Integer.SIZE - Short.SIZE)
                : ShortVector.fromMemorySegment(SHORTS, bytes, at, ByteOrder.LITTLE_ENDIAN)
                        .convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0)
                        .reinterpretAsInts();
    }

    /** Returns ints as floats. */
    public static FloatVector floats(IntVector ints) {
        return ints.convertShape(VectorOperators.I2F, S, 0).reinterpretAsFloats();
    }

    private static IntVector widen(MemorySegment bytes, long at, VectorOperators.Conversion<Byte, Integer> widening) {
        return ByteVector.fromMemorySegment(BYTES, bytes, at, ByteOrder.LITTLE_ENDIAN)
                .convertShape(widening, INTS, 0)
                .reinterpretAsInts();
    }

    /** Returns {@link Lanes#L} bytes as a number. */
    private static int few(MemorySegment bytes, long at) {
        return L == Integer.BYTES ? bytes.get(INT, at) : bytes.get(SHORT, at);
    }

    /** Returns the parts of a number that are so many bits wide in the upper bits of the lanes. */
    private static IntVector spread(int number, int width) {
        IntVector shifts = IOTA.mul(-width).add(Integer.SIZE - width);
        return IntVector.broadcast(INTS, number).lanewise(VectorOperators.LSHL, shifts);
    }
}
