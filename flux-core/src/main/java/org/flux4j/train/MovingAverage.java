package org.flux4j.train;

/**
 * The moving average of parameters: after step s, average = average + max(1 − longest, 10/(s + 10)) · (parameter −
 * average). In the beginning it follows the parameters closely; later it averages over about 1/(1 − longest) steps.
 *
 * @param longest how much of the average remains after a step, at most; below 1
 */
public record MovingAverage(double longest) {
    private static final double EARLY = 10;

    /**
     * Updates the average of a parameter.
     *
     * @param step the number of the step, from 1
     */
    void update(int step, float[] parameter, float[] average) {
        float share = (float) Math.max(1 - longest, EARLY / (step + EARLY));
        for (int i = 0; i < average.length; i++) {
            average[i] += share * (parameter[i] - average[i]);
        }
    }
}
