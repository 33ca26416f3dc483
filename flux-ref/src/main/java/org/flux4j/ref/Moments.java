package org.flux4j.ref;

/** Mean, and variance as the mean squared deviation from it, in two passes. */
record Moments(double mean, double variance) {

    /** Of the {@code count} values that begin at {@code start}. */
    static Moments of(float[] x, int start, int count) {
        double sum = 0;
        for (int i = start; i < start + count; i++) {
            sum += x[i];
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = start; i < start + count; i++) {
            double deviation = x[i] - mean;
            squares += deviation * deviation;
        }
        return new Moments(mean, squares / count);
    }
}
