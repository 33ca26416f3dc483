package org.flux4j.tornado.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.flux4j.op.Scope;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/** The use of a device by operators: calls by themselves, recordings, and the graphs that must be closed in the end. */
public final class Session implements AutoCloseable {
    /** The number of nested scopes that name a task graph, as in {@code transformer/double_blocks.7}. */
    private static final int UNIT_DEPTH = 2;

    private final TornadoDevice device;
    private final Calls calls;
    private final Meter meter;
    private final List<StepGraphs> compiled = new ArrayList<>();
    private final List<String> scopes = new ArrayList<>(); // from the outermost to the innermost
    private int outside; // how many scopes were open when the recording began
    private Recording recording; // null unless a step is being recorded

    /**
     * Creates a session.
     *
     * @param calls the calls on the device, whose compiled code all sessions share
     * @param meter what measures the recorded steps
     */
    Session(TornadoDevice device, Calls calls, Meter meter) {
        this.device = device;
        this.meter = meter;
        this.calls = calls;
        calls.open();
    }

    /** Returns what runs kernels at this time. */
    public Engine engine() {
        return recording == null ? calls : recording;
    }

    boolean isRecording() {
        return recording != null;
    }

    /** Records what some code calls. */
    Recording record(Runnable code) {
        outside = scopes.size();
        recording = new Recording(this::unit);
        try {
            code.run();
            return recording;
        } finally {
            recording = null;
        }
    }

    private String unit() {
        return scopes.stream().skip(outside).limit(UNIT_DEPTH).collect(Collectors.joining("/"));
    }

    StepGraphs compile(List<Recording.Recorded> calls, List<Tensor> inputs, Tensor result) {
        StepGraphs graphs = new StepGraphs(calls, inputs, result, device, meter);
        compiled.add(graphs);
        return graphs;
    }

    /** Returns a step that is recorded in its first run. */
    public Step repeated(Step step) {
        return new RecordedStep(step, this);
    }

    /** Opens a scope. Results of calls are on the Java heap, those of a recording have a plan of their own. */
    public Scope scope(String name) {
        scopes.add(name);
        return new Scope() {
            @Override
            public Tensor keep(Tensor tensor) {
                return tensor;
            }

            @Override
            public void close() {
                scopes.removeLast();
            }
        };
    }

    @Override
    public void close() {
        compiled.forEach(StepGraphs::close);
        compiled.clear();
        calls.close();
    }
}
