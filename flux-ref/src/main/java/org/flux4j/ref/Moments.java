package org.flux4j.ref;

/** The mean of values and their variance: the mean squared deviation from the mean, computed in a second pass. */
record Moments(double mean, double variance) {

    /** Returns the moments of the {@code count} values that begin at {@code start}. */
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
