package org.flux4j.train;

import java.util.ArrayList;
import java.util.List;

/** All that changes from step to step; a {@link Checkpoint} holds it. */
public final class TrainingState {
    private final Parameters parameters;
    private final Parameters average;
    private final List<float[]> first;
    private final List<float[]> second;
    private final List<Float> losses = new ArrayList<>();

    /** Creates the state before the first step. */
    public TrainingState(Parameters parameters) {
        this.parameters = parameters;
        average = Parameters.copyOf(parameters);
        first = parameters.arrays();
        second = parameters.arrays();
    }

    /** Returns the parameters that are being trained. */
    public Parameters parameters() {
        return parameters;
    }

    /** Returns the moving average of the parameters, which is what a run is for: it is better than any single step. */
    public Parameters average() {
        return average;
    }

    /** Returns the losses of all steps so far. */
    public List<Float> losses() {
        return losses;
    }

    /** Returns the number of steps so far. */
    public int step() {
        return losses.size();
    }

    /** Returns the mean of the gradients of each parameter, as AdamW keeps it. */
    List<float[]> first() {
        return first;
    }

    /** Returns the mean of their squares. */
    List<float[]> second() {
        return second;
    }
}
