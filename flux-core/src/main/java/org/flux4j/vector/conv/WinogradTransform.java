package org.flux4j.vector.conv;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * The matrices of {@link Winograd}, in one dimension: applied to columns and then to rows, they make G g Gᵀ, Bᵀ d B and
 * Aᵀ m A.
 *
 * <pre>
 *       1  0  0           1  0 -1  0          1  1  1  0
 *  G =  ½  ½  ½     Bᵀ =  0  1  1  0     Aᵀ = 0  1 -1 -1
 *       ½ -½  ½           0 -1  1  0
 *       0  0  1           0  1  0 -1
 * </pre>
 *
 * <p>Arguments and results are vectors that are {@code step} and {@code stepTo} elements apart. Their lanes are
 * channels of g, and squares of d and m.
 */
final class WinogradTransform {
    private static final VectorShuffle<Float> EVEN = VectorShuffle.makeUnzip(S, 0);
    private static final VectorShuffle<Float> ODD = VectorShuffle.makeUnzip(S, 1);
    private static final VectorShuffle<Float> LOW = VectorShuffle.makeZip(S, 0);
    private static final VectorShuffle<Float> HIGH = VectorShuffle.makeZip(S, 1);

    private WinogradTransform() {}

    /** Computes G · (g0, g1, g2). */
    static void kernel(float[] g, int at, int step, float[] to, int atTo, int stepTo) {
        FloatVector g0 = FloatVector.fromArray(S, g, at);
        FloatVector g1 = FloatVector.fromArray(S, g, at + step).mul(0.5f);
        FloatVector g2 = FloatVector.fromArray(S, g, at + 2 * step);
        FloatVector ends = g0.add(g2).mul(0.5f);
        g0.intoArray(to, atTo);
        ends.add(g1).intoArray(to, atTo + stepTo);
        ends.sub(g1).intoArray(to, atTo + 2 * stepTo);
        g2.intoArray(to, atTo + 3 * stepTo);
    }

    /**
     * Computes Bᵀ · (d0, d1, d2, d3): d0 and d1 are {@code step} apart from {@code at} on, d2 and d3 from {@code
     * atNext} on.
     */
    static void inputColumn(float[] d, int at, int atNext, int step, float[] to, int atTo, int stepTo) {
        input(
                FloatVector.fromArray(S, d, at),
                FloatVector.fromArray(S, d, at + step),
                FloatVector.fromArray(S, d, atNext),
                FloatVector.fromArray(S, d, atNext + step),
                to,
                atTo,
                stepTo);
    }

    /** Computes Bᵀ · (d0, d1, d2, d3) for squares along a row of x, whose inputs are two elements apart and overlap. */
    static void inputRow(float[] row, int at, float[] to, int atTo, int stepTo) {
        FloatVector here = FloatVector.fromArray(S, row, at);
        FloatVector more = FloatVector.fromArray(S, row, at + L);
        FloatVector next = FloatVector.fromArray(S, row, at + 2);
        FloatVector last = FloatVector.fromArray(S, row, at + 2 + L);
        input(
                here.rearrange(EVEN, more),
                here.rearrange(ODD, more),
                next.rearrange(EVEN, last),
                next.rearrange(ODD, last),
                to,
                atTo,
                stepTo);
    }

    private static void input(
            FloatVector d0, FloatVector d1, FloatVector d2, FloatVector d3, float[] to, int at, int step) {
        d0.sub(d2).intoArray(to, at);
        d1.add(d2).intoArray(to, at + step);
        d2.sub(d1).intoArray(to, at + 2 * step);
        d1.sub(d3).intoArray(to, at + 3 * step);
    }

    /** Computes Aᵀ · (m0, m1, m2, m3). */
    static void outputColumn(float[] m, int at, int step, float[] to, int atTo, int stepTo) {
        FloatVector m1 = FloatVector.fromArray(S, m, at + step);
        FloatVector m2 = FloatVector.fromArray(S, m, at + 2 * step);
        FloatVector.fromArray(S, m, at).add(m1).add(m2).intoArray(to, atTo);
        m1.sub(m2).sub(FloatVector.fromArray(S, m, at + 3 * step)).intoArray(to, atTo + stepTo);
    }

    /** Computes Aᵀ · (m0, m1, m2, m3) + bias for squares along a row of y, with the two elements of each adjacent. */
    static void outputRow(float[] m, int at, int step, float bias, float[] row, int atRow) {
        FloatVector m1 = FloatVector.fromArray(S, m, at + step);
        FloatVector m2 = FloatVector.fromArray(S, m, at + 2 * step);
        FloatVector m3 = FloatVector.fromArray(S, m, at + 3 * step);
        FloatVector left = FloatVector.fromArray(S, m, at).add(m1).add(m2).add(bias);
        FloatVector right = m1.sub(m2).sub(m3).add(bias);
        left.rearrange(LOW, right).intoArray(row, atRow);
        left.rearrange(HIGH, right).intoArray(row, atRow + L);
    }
}
