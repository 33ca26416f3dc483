package org.flux4j.tornado.run;

import java.util.List;
import org.flux4j.op.Check;
import org.flux4j.op.Shape;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;

/** A step whose calls are recorded in the first run, on shapes alone, and run on the device as a chain of task graphs. */
final class RecordedStep implements Step {
    private final Step step;
    private final Session session;
    private List<Tensor> recorded; // what stood for the inputs; null before the first run
    private Tensor result;
    private Replay replay; // null if there is nothing to compute

    RecordedStep(Step step, Session session) {
        this.step = step;
        this.session = session;
    }

    @Override
    public Tensor run(Tensor... inputs) {
        if (session.isRecording()) {
            return step.run(inputs); // part of the step around it
        }
        List<Tensor> now = List.of(inputs);
        if (recorded == null) {
            record(now);
        }
        Check.require(
                shapes(now).equals(shapes(recorded)),
                "repeated",
                "inputs",
                shapes(recorded).toString(),
                shapes(now));
        for (int i = 0; i < now.size(); i++) {
            if (recorded.get(i).storage().equals(result.storage())) {
                return now.get(i).reshape(result.shape().toArray());
            }
        }
        return replay == null ? result : replay.run(now);
    }

    private void record(List<Tensor> inputs) {
        List<Tensor> values =
                inputs.stream().map(input -> Recording.value(input.shape())).toList();
        List<Recording.Recorded> calls = session.record(() -> result = step.run(values.toArray(Tensor[]::new)));
        recorded = values;
        boolean isComputed = calls.stream()
                .flatMap(call -> call.results().stream())
                .anyMatch(tensor -> tensor.storage().equals(result.storage()));
        replay = isComputed ? session.compile(StepPlan.of(calls, values, result)) : null;
    }

    @Override
    public void close() {
        if (replay != null) {
            session.close(replay);
        }
        replay = null;
        recorded = null;
    }

    private static List<Shape> shapes(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::shape).toList();
    }
}
