package org.flux4j.op;

/**
 * A computation that is run repeatedly on inputs of the same shapes, such as the prediction in a denoising loop.
 *
 * @see Operators#repeated
 */
@FunctionalInterface
public interface Step extends AutoCloseable {
    /**
     * Runs the computation. Like the result of an operator, the result belongs to the innermost open scope.
     *
     * @param inputs all tensors whose elements change from run to run
     */
    Tensor run(Tensor... inputs);

    /**
     * Releases what a backend holds for this step, such as weights on a device. Results of runs remain valid. A step that is
     * not closed is released with its operators.
     */
    @Override
    default void close() {
        // there is nothing to release
    }
}
