package org.flux4j.train;

/**
 * The learning rate of each step: it rises linearly from 0, stays at its peak, and falls linearly to 0 at the end.
 *
 * @param peak the highest rate
 * @param warmUp the number of steps in which it rises
 * @param decay the number of steps in which it falls
 * @param steps the number of all steps
 */
public record LearningRate(double peak, int warmUp, int decay, int steps) {
    /** Returns the rate of a step, which are numbered from 0. */
    public double at(int step) {
        double rising = warmUp == 0 ? 1 : (step + 1.0) / warmUp;
        double falling = decay == 0 ? 1 : (double) (steps - step) / decay;
        return peak * Math.min(1, Math.min(rising, falling));
    }
}
