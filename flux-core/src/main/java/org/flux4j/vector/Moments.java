package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Mean and variance in one pass through memory: of short runs, each about the mean of those before it, then joined. Where
 * a run lies far from that mean, its own variance is rounded, but then the distance is what matters.
 *
 * <p>Source: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
 *
 * @param variance the mean squared deviation
 */
record Moments(double mean, double variance) {
    private static final int RUN = 4096;

    static Moments of(float[] x, int at, int count) {
        float center = (float) (Sums.sum(x, at, Math.min(RUN, count)) / Math.min(RUN, count));
        Moments all = about(center, x, at, Math.min(RUN, count));
        for (int start = RUN; start < count; start += RUN) {
            int run = Math.min(RUN, count - start);
            all = all.join(start, about((float) all.mean, x, at + start, run), run);
        }
        return all;
    }

    /** Those of these {@code count} elements and {@code more} others. */
    private Moments join(int count, Moments others, int more) {
        double share = (double) more / (count + more);
        double shift = others.mean - mean;
        return new Moments(
                mean + shift * share,
                variance + (others.variance - variance) * share + shift * shift * share * (1 - share));
    }

    /** Of a short run, from the sums of its differences to a center and of their squares. */
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
