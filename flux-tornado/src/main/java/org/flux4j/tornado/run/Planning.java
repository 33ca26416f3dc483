package org.flux4j.tornado.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/** Counts the memory on the device that kernels would take, and runs none. */
public final class Planning implements Runner {
    private final List<StepPlan> steps = new ArrayList<>();
    private final Set<CallSizes> retained = new HashSet<>();
    private long held;
    private long peak;

    /** Creates a plan without any calls. */
    public Planning() {}

    /** Returns a session whose calls are planned. */
    public Session session() {
        return new Session(this);
    }

    /** Returns a tensor without elements. */
    public static Tensor value(Shape shape) {
        return Recording.value(shape);
    }

    /** Returns the most bytes that were held at one time since the last {@link #restartPeak}. */
    public long peakBytes() {
        return peak;
    }

    /** Restarts the count of {@link #peakBytes}. */
    public void restartPeak() {
        peak = held;
    }

    /** Returns the data flow of the steps that were recorded, in lines. */
    public List<String> dataFlow() {
        return steps.stream().flatMap(step -> DataFlow.lines(step).stream()).toList();
    }

    private void hold(long bytes) {
        held += bytes;
        peak = Math.max(peak, held);
    }

    @Override
    public Engine calls() {
        return new Engine() {
            @Override
            public List<Tensor> results(Launch launch) {
                return launch.grid() == null ? Recording.values(launch) : call(launch);
            }

            @Override
            public List<Tensor> call(Launch launch) {
                count(CallSizes.of(launch));
                return Recording.values(launch);
            }
        };
    }

    private void count(CallSizes sizes) {
        if (!sizes.areRetained()) {
            hold(sizes.bytes());
            hold(-sizes.bytes());
        } else if (retained.add(sizes)) {
            hold(sizes.bytes());
        }
    }

    @Override
    public Replay compile(StepPlan plan) {
        steps.add(plan);
        long bytes = Demand.of(plan).bytes();
        hold(bytes);
        return new Replay() {
            @Override
            public Tensor run(List<Tensor> inputs) {
                return Recording.value(plan.result().shape());
            }

            @Override
            public void close() {
                hold(-bytes);
            }
        };
    }

    @Override
    public Meter meter() {
        return Meter.idle();
    }

    @Override
    public void close() {
        retained.clear();
        held = 0;
    }
}
