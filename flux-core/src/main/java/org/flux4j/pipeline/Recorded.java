package org.flux4j.pipeline;

import org.flux4j.op.Operators;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;

/** The run of a step, once: on a device, what lies between its operators stays there, and is released afterwards. */
final class Recorded {
    private Recorded() {}

    /** Returns the result of a step. */
    static Tensor run(Operators ops, Step step, Tensor... inputs) {
        try (Step recorded = ops.repeated(step)) {
            return recorded.run(inputs);
        }
    }
}
