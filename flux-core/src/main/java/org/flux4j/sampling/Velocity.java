package org.flux4j.sampling;

import org.flux4j.op.Tensor;

/** The velocity of a noisy picture: the direction from the picture to the noise, as a model predicts it. */
@FunctionalInterface
public interface Velocity {
    /**
     * Returns dx/dt at x = img.
     *
     * @param img [L, C]: the tokens of the picture being made
     * @param timestep [1]: 1 for noise, 0 for picture
     * @return [L, C]
     */
    Tensor at(Tensor img, Tensor timestep);
}
