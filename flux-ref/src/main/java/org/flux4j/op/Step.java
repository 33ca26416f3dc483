package org.flux4j.op;

/**
 * A computation that is run again and again on inputs of the same shapes, such as the prediction in a denoising loop.
 *
 * @see Operators#repeated
 */
@FunctionalInterface
public interface Step {
    /**
     * Runs the computation. The result belongs to the innermost scope that is open at the call, as that of an operator does.
     *
     * @param inputs everything that changes from run to run
     */
    Tensor run(Tensor... inputs);
}
