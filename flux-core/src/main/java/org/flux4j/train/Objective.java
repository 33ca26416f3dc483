package org.flux4j.train;

import java.util.List;
import org.flux4j.op.Operators;

/** What a module is trained for: a loss, which is a sum over the samples of a batch, and its gradients. */
public interface Objective {
    /** Returns the number of samples of a batch. */
    int batch();

    /**
     * Prepares a batch. The same step always has the same samples.
     *
     * @param step the number of the step, from 0
     */
    void prepare(int step, WorkerPool workers);

    /**
     * Returns the contribution of a sample to the loss of the batch that was prepared last, and adds its gradients. It may be
     * called for several samples at the same time.
     *
     * @param sample the index of the sample in the batch
     * @param gradients an array for each parameter, in the order of their names
     */
    double addGradients(int sample, Operators ops, List<float[]> gradients);
}
