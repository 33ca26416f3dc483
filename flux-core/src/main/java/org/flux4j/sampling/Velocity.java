package org.flux4j.sampling;

import org.flux4j.op.Tensor;

/** The velocity of a noisy picture: the direction from the picture to the noise, as predicted by a model. */
@FunctionalInterface
public interface Velocity {
    /**
     * Returns the velocity dx/dt at x = img and t = timestep.
     *
     * @param img the tokens of the noisy picture, [L, C]
     * @param timestep 1 for noise, 0 for the picture, [1]
     * @return the velocity of each token, [L, C]
     */
    Tensor at(Tensor img, Tensor timestep);
}
