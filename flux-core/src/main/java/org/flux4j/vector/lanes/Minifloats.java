package org.flux4j.vector.lanes;

import static org.flux4j.vector.lanes.Lanes.L;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A floating-point format of 8 or 16 bits. Shifted to their place in a float32, its exponent and mantissa are those of a
 * number that is too small by a power of two: so the difference of the biases is added to the exponent. Subnormal numbers
 * have no leading 1; it is subtracted.
 *
 * @param bits the size of a number: 8 or 16
 * @param mantissa the bits of the mantissa
 * @param bias the bias of the exponent
 * @param special the lowest magnitude, as an integer, that is infinity or NaN
 */
record Minifloats(int bits, int mantissa, int bias, int special) {
    static final Minifloats F16 = new Minifloats(16, 10, 15, 0x7c00);
    static final Minifloats E4M3 = new Minifloats(8, 3, 7, 0x7f);
    static final Minifloats E5M2 = new Minifloats(8, 2, 15, 0x7c);

    private static final int INFINITY = 0x7f800000;
    private static final int MANTISSA = 23;
    private static final int BIAS = 127;

    /** Widens whole vectors of numbers, and returns how many numbers that were. */
    int widen(MemorySegment bytes, long at, float[] to, int atTo, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            IntVector codes =
                    bits == Short.SIZE ? Bytes.unsignedShorts(bytes, at + 2L * i) : Bytes.unsigned(bytes, at + i);
            floats(codes).intoArray(to, atTo + i);
        }
        Mapped.mayFault(bytes, at);
        return i;
    }

    private FloatVector floats(IntVector codes) {
        int smallest = (BIAS - bias + 1) << MANTISSA; // the smallest normal number
        IntVector magnitude = codes.and((1 << (bits - 1)) - 1);
        IntVector sign = codes.sub(magnitude).lanewise(VectorOperators.LSHL, Integer.SIZE - bits);
        IntVector shifted = magnitude.lanewise(VectorOperators.LSHL, MANTISSA - mantissa);
        IntVector normal = shifted.add((BIAS - bias) << MANTISSA);
        IntVector subnormal = shifted.add(smallest)
                .reinterpretAsFloats()
                .sub(Float.intBitsToFloat(smallest))
                .reinterpretAsInts();
        return normal.lanewise(VectorOperators.OR, INFINITY, magnitude.compare(VectorOperators.GE, special))
                .blend(subnormal, magnitude.compare(VectorOperators.LT, 1 << mantissa))
                .or(sign)
                .reinterpretAsFloats();
    }
}
