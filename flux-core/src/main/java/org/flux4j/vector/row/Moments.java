package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.flux4j.vector.lanes.LaneSum;

/**
 * The mean and variance of a row, in one pass through memory: those of short runs, each about the mean of the runs
 * before it, are joined. Far from that mean the variance of a run itself is rounded, but there the distance outweighs
 * it.
 *
 * <p>Source: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances",
 * 1979.
 *
 * @param variance the mean squared deviation
 */
public record Moments(double mean, double variance) {
    /** The length of a short run. */
    private static final int RUN = 4096;

    /** Returns the moments of {@code count} elements. */
    public static Moments of(float[] x, int at, int count) {
        float center = (float) (Sums.sum(x, at, Math.min(RUN, count)) / Math.min(RUN, count));
        Moments all = about(center, x, at, Math.min(RUN, count));
        for (int start = RUN; start < count; start += RUN) {
            int run = Math.min(RUN, count - start);
            all = all.join(start, about((float) all.mean, x, at + start, run), run);
        }
        return all;
    }

    /** Returns the moments of these {@code count} elements together with {@code more} others. */
    private Moments join(int count, Moments others, int more) {
        double share = (double) more / (count + more);
        double shift = others.mean - mean;
        return new Moments(
                mean + shift * share,
                variance + (others.variance - variance) * share + shift * shift * share * (1 - share));
    }

    /** Returns the moments of a short run, from the sums of its differences from a center and of their squares. */
    private static Moments about(float center, float[] x, int at, int count) {
        FloatVector sum0 = FloatVector.zero(S);
        FloatVector sum1 = sum0;
        FloatVector squares0 = sum0;
        FloatVector squares1 = sum0;
        int i = 0;
        for (; i <= count - 2 * L; i += 2 * L) {
            FloatVector x0 = FloatVector.fromArray(S, x, at + i).sub(center);
            FloatVector x1 = FloatVector.fromArray(S, x, at + i + L).sub(center);
            sum0 = sum0.add(x0);
            sum1 = sum1.add(x1);
            squares0 = x0.fma(x0, squares0);
            squares1 = x1.fma(x1, squares1);
        }
        for (; i < count; i += L) {
            VectorMask<Float> rest = S.indexInRange(i, count);
            FloatVector last = FloatVector.fromArray(S, x, at + i, rest).sub(center, rest);
            sum0 = sum0.add(last);
            squares0 = last.fma(last, squares0);
        }
        double shift = (double) LaneSum.of(sum0.add(sum1)) / count;
        double squares = (double) LaneSum.of(squares0.add(squares1)) / count;
        return new Moments(center + shift, Math.max(0, squares - shift * shift));
    }
}
