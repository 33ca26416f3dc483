package org.flux4j.model;

import java.util.stream.Stream;

/** The mean and variance of the elements of a group, which arrive row by row. */
final class GroupMoments {
    private long count;
    private double mean;
    private double squares; // of the distances from the mean

    /** Returns the moments of groups without elements. */
    static GroupMoments[] none(int groups) {
        return Stream.generate(GroupMoments::new).limit(groups).toArray(GroupMoments[]::new);
    }

    /**
     * Adds elements.
     *
     * <p>Source: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
     */
    void add(float[] elements, int at, int more) {
        double sum = 0;
        for (int i = at; i < at + more; i++) {
            sum += elements[i];
        }
        double center = sum / more;
        double around = 0;
        for (int i = at; i < at + more; i++) {
            double distance = elements[i] - center;
            around += distance * distance;
        }
        double shift = center - mean;
        long all = count + more;
        squares += around + shift * shift * count * more / all;
        mean += shift * more / all;
        count = all;
    }

    double mean() {
        return mean;
    }

    /** Returns the mean squared deviation. */
    double variance() {
        return squares / count;
    }
}
