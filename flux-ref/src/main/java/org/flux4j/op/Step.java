package org.flux4j.op;

/**
 * A computation that is run repeatedly on inputs of the same shapes, such as the prediction in a denoising loop.
 *
 * @see Operators#repeated
 */
@FunctionalInterface
public interface Step {
    /**
     * Runs the computation. Like the result of an operator, the result belongs to the innermost open scope.
     *
     * @param inputs all tensors whose elements change from run to run
     */
    Tensor run(Tensor... inputs);
}
