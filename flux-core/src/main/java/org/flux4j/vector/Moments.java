package org.flux4j.vector;

/**
 * Mean and variance in one pass through memory: of short runs while they are in the first cache, then joined.
 *
 * <p>Source: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
 *
 * @param variance the mean squared deviation
 */
record Moments(double mean, double variance) {
    private static final int RUN = 4096;

    static Moments of(float[] x, int at, int count) {
        double mean = 0;
        double squares = 0;
        for (int start = 0; start < count; start += RUN) {
            int run = Math.min(RUN, count - start);
            double runMean = Sums.sum(x, at + start, run) / run;
            double shift = runMean - mean;
            double share = (double) run / (start + run);
            mean += shift * share;
            squares += Sums.squares(x, at + start, run, (float) runMean) + shift * shift * start * share;
        }
        return new Moments(mean, squares / count);
    }
}
