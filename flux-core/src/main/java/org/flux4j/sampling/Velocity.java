package org.flux4j.sampling;

import org.flux4j.op.Tensor;

/** Where a noisy picture drifts: the direction from the picture to the noise, as a model predicts it. */
@FunctionalInterface
public interface Velocity {
    /**
     * dx/dt at x = img.
     *
     * @param img [L, C]: the tokens of the picture being made
     * @param timestep 1 for noise, 0 for picture
     * @return [L, C]
     */
    Tensor at(Tensor img, float timestep);
}
