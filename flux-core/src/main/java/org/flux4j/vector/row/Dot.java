package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.flux4j.op.Blocks;
import org.flux4j.op.DType;
import org.flux4j.vector.lanes.Bytes;
import org.flux4j.vector.lanes.LaneSum;
import org.flux4j.vector.lanes.Mapped;
import org.flux4j.vector.lanes.Widen;

/**
 * Dot products Σ_k w[k] · x[k] of a row of weights, read where it is stored. Four sums per lane do not wait for one
 * another.
 */
public final class Dot {
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, S.vectorShape());
    private static final int UPPER = 0xffff0000;
    private static final int Q8 = DType.Q8_0.weightsPerBlock();

    private Dot() {}

    /** Returns the product with float32 weights, beginning with element {@code from}. */
    public static float f32(MemorySegment w, long from, float[] x, int at, int count) {
        FloatVector sum0 = FloatVector.zero(S);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        long start = from * Float.BYTES;
        int i = 0;
        for (; i <= count - 4 * L; i += 4 * L) {
            sum0 = floats(w, start + 4L * i).fma(FloatVector.fromArray(S, x, at + i), sum0);
            sum1 = floats(w, start + 4L * (i + L)).fma(FloatVector.fromArray(S, x, at + i + L), sum1);
            sum2 = floats(w, start + 4L * (i + 2 * L)).fma(FloatVector.fromArray(S, x, at + i + 2 * L), sum2);
            sum3 = floats(w, start + 4L * (i + 3 * L)).fma(FloatVector.fromArray(S, x, at + i + 3 * L), sum3);
        }
        Mapped.mayFault(w, start);
        float sum = LaneSum.of(sum0.add(sum1).add(sum2.add(sum3)));
        for (; i < count; i++) {
            sum = Math.fma(Widen.f32(w, from + i), x[at + i], sum);
        }
        return sum;
    }

    /**
     * Returns the product with bfloat16 weights, beginning with element {@code from}. An int holds two of them, each
     * the upper half of a float32: the even ones are the shifted int, the odd ones the masked int. So x is passed as
     * {@link #halves}.
     */
    public static float bf16(MemorySegment w, long from, float[] halves, int at, int count) {
        FloatVector sum0 = FloatVector.zero(S);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector sum3 = sum0;
        int odd = at + (count + 1) / 2;
        long start = from * Short.BYTES;
        int i = 0;
        for (; i <= count / 2 - 2 * L; i += 2 * L) {
            IntVector first = pairs(w, start + 4L * i);
            IntVector second = pairs(w, start + 4L * (i + L));
            sum0 = even(first).fma(FloatVector.fromArray(S, halves, at + i), sum0);
            sum1 = odd(first).fma(FloatVector.fromArray(S, halves, odd + i), sum1);
            sum2 = even(second).fma(FloatVector.fromArray(S, halves, at + i + L), sum2);
            sum3 = odd(second).fma(FloatVector.fromArray(S, halves, odd + i + L), sum3);
        }
        Mapped.mayFault(w, start);
        float sum = LaneSum.of(sum0.add(sum1).add(sum2.add(sum3)));
        for (int k = 2 * i; k < count; k++) {
            sum = Math.fma(Widen.bf16(w, from + k), halves[(k % 2 == 0 ? at : odd) + k / 2], sum);
        }
        return sum;
    }

    /** Returns the product with whole blocks of {@link DType#Q8_0}, beginning with the one at an offset in bytes. */
    public static float q8(MemorySegment w, long offset, float[] x, int at, int count) {
        FloatVector even = FloatVector.zero(S);
        FloatVector odd = even;
        int i = 0;
        long from = offset;
        for (; i <= count - 2 * Q8; i += 2 * Q8) {
            even = FloatVector.broadcast(S, Blocks.half(w, from)).fma(q8(w, from + 2, x, at + i), even);
            from += DType.Q8_0.bytesPerBlock();
            odd = FloatVector.broadcast(S, Blocks.half(w, from)).fma(q8(w, from + 2, x, at + i + Q8), odd);
            from += DType.Q8_0.bytesPerBlock();
        }
        if (i < count) {
            even = FloatVector.broadcast(S, Blocks.half(w, from)).fma(q8(w, from + 2, x, at + i), even);
        }
        return LaneSum.of(even.add(odd));
    }

    /** Returns the products of the bytes of a block, summed lane by lane. */
    private static FloatVector q8(MemorySegment w, long offset, float[] x, int at) {
        FloatVector sum = Bytes.floats(Bytes.signed(w, offset)).mul(FloatVector.fromArray(S, x, at));
        for (int i = L; i < Q8; i += L) {
            sum = Bytes.floats(Bytes.signed(w, offset + i)).fma(FloatVector.fromArray(S, x, at + i), sum);
        }
        return sum;
    }

    /** Copies the elements of x with even indices, followed by those with odd ones. */
    public static void halves(float[] x, int at, int count, float[] to, int atTo) {
        int odd = atTo + (count + 1) / 2;
        for (int k = 0; k < count; k++) {
            to[(k % 2 == 0 ? atTo : odd) + k / 2] = x[at + k];
        }
    }

    // Offsets are in bytes, 4L · i plus a constant: with (from + i) · 4, float32 weights were read at half the speed.

    private static FloatVector floats(MemorySegment w, long offset) {
        return FloatVector.fromMemorySegment(S, w, offset, ByteOrder.LITTLE_ENDIAN);
    }

    private static IntVector pairs(MemorySegment w, long offset) {
        return IntVector.fromMemorySegment(INTS, w, offset, ByteOrder.LITTLE_ENDIAN);
    }

    private static FloatVector even(IntVector pairs) {
        return pairs.lanewise(VectorOperators.LSHL, Short.SIZE).reinterpretAsFloats();
    }

    private static FloatVector odd(IntVector pairs) {
        return pairs.and(UPPER).reinterpretAsFloats();
    }
}
