package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.flux4j.vector.lanes.LaneSum;

/**
 * Sums over a row. Short runs of it are summed lane by lane in float32 and their sums in double, so that the error
 * stays small however long the row is.
 */
public final class Sums {
    /** The length of a short run. */
    private static final int RUN = 4096;

    private Sums() {}

    /** Returns Σ x. */
    public static double sum(float[] x, int at, int count) {
        double sum = 0;
        for (int start = 0; start < count; start += RUN) {
            sum += runSum(x, at + start, Math.min(RUN, count - start));
        }
        return sum;
    }

    /** Returns Σ (x − center)². */
    public static double squares(float[] x, int at, int count, float center) {
        double sum = 0;
        for (int start = 0; start < count; start += RUN) {
            sum += runSquares(x, at + start, Math.min(RUN, count - start), center);
        }
        return sum;
    }

    /** Returns Σ a · (b − center). */
    public static double products(float[] a, int atA, float[] b, int atB, int count, float center) {
        double sum = 0;
        for (int start = 0; start < count; start += RUN) {
            sum += runProducts(a, atA + start, b, atB + start, Math.min(RUN, count - start), center);
        }
        return sum;
    }

    private static float runSum(float[] x, int at, int count) {
        FloatVector even = FloatVector.zero(S);
        FloatVector odd = even;
        int i = 0;
        for (; i <= count - 2 * L; i += 2 * L) {
            even = even.add(FloatVector.fromArray(S, x, at + i));
            odd = odd.add(FloatVector.fromArray(S, x, at + i + L));
        }
        for (; i < count; i += L) {
            VectorMask<Float> rest = S.indexInRange(i, count);
            even = even.add(FloatVector.fromArray(S, x, at + i, rest));
        }
        return LaneSum.of(even.add(odd));
    }

    private static float runSquares(float[] x, int at, int count, float center) {
        FloatVector even = FloatVector.zero(S);
        FloatVector odd = even;
        int i = 0;
        for (; i <= count - 2 * L; i += 2 * L) {
            FloatVector first = FloatVector.fromArray(S, x, at + i).sub(center);
            FloatVector second = FloatVector.fromArray(S, x, at + i + L).sub(center);
            even = first.fma(first, even);
            odd = second.fma(second, odd);
        }
        for (; i < count; i += L) {
            VectorMask<Float> rest = S.indexInRange(i, count);
            FloatVector last = FloatVector.fromArray(S, x, at + i, rest).sub(center, rest);
            even = last.fma(last, even);
        }
        return LaneSum.of(even.add(odd));
    }

    private static float runProducts(float[] a, int atA, float[] b, int atB, int count, float center) {
        FloatVector even = FloatVector.zero(S);
        FloatVector odd = even;
        int i = 0;
        for (; i <= count - 2 * L; i += 2 * L) {
            FloatVector first = FloatVector.fromArray(S, b, atB + i).sub(center);
            FloatVector second = FloatVector.fromArray(S, b, atB + i + L).sub(center);
            even = first.fma(FloatVector.fromArray(S, a, atA + i), even);
            odd = second.fma(FloatVector.fromArray(S, a, atA + i + L), odd);
        }
        for (; i < count; i += L) {
            VectorMask<Float> rest = S.indexInRange(i, count);
            FloatVector last = FloatVector.fromArray(S, b, atB + i, rest).sub(center, rest);
            even = last.fma(FloatVector.fromArray(S, a, atA + i, rest), even);
        }
        return LaneSum.of(even.add(odd));
    }
}
