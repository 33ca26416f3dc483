package org.flux4j.tornado.run;

import java.util.ArrayList;
import java.util.List;
import org.flux4j.op.Scope;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;

/** The use of a device by operators: calls by themselves, and recorded steps, which must be closed in the end. */
public final class Session implements AutoCloseable {
    private final Runner runner;
    private final List<Replay> replays = new ArrayList<>();
    private final List<String> scopes = new ArrayList<>(); // from the outermost to the innermost
    private int outside; // how many scopes were open when the recording began
    private Recording recording; // null unless a step is being recorded

    /** Creates a session of a runner, which it closes. */
    Session(Runner runner) {
        this.runner = runner;
    }

    /** Returns what runs kernels at this time. */
    public Engine engine() {
        return recording == null ? runner.calls() : recording;
    }

    /** Returns what measures this session. */
    public Meter meter() {
        return runner.meter();
    }

    boolean isRecording() {
        return recording != null;
    }

    /** Records what some code calls. */
    List<Recording.Recorded> record(Runnable code) {
        outside = scopes.size();
        recording = new Recording(() -> String.join("/", scopes.subList(outside, scopes.size())));
        try {
            code.run();
            return recording.calls();
        } finally {
            recording = null;
        }
    }

    /** Makes a recorded step ready to be run. */
    Replay compile(StepPlan plan) {
        Replay replay = runner.compile(plan);
        replays.add(replay);
        return replay;
    }

    /** Closes a step before the session ends. */
    void close(Replay replay) {
        replays.remove(replay);
        replay.close();
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
        replays.forEach(Replay::close);
        replays.clear();
        runner.close();
    }
}
