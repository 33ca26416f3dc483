package org.flux4j.tornado.run;

import java.util.List;
import org.flux4j.op.Tensor;

/**
 * The plan of a recorded step: its calls in segments, and the buffers that their results live in.
 *
 * @param inputs the tensors that stand for the inputs
 * @param result the tensor that stands for the result
 */
record StepPlan(List<Segment> segments, BufferPlan buffers, List<Tensor> inputs, Tensor result) {
    static StepPlan of(List<Recording.Recorded> calls, List<Tensor> inputs, Tensor result) {
        return new StepPlan(Segment.of(calls), new BufferPlan(calls, result.storage()), inputs, result);
    }
}
