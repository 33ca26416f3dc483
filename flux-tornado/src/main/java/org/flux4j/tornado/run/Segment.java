package org.flux4j.tornado.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flux4j.op.Tensor;

/**
 * Consecutive calls of a recording that become one task graph: those of one unit, such as a block of the transformer, as
 * long as TornadoVM allows.
 *
 * @param unit the path of the scopes that the calls belong to
 */
record Segment(String unit, List<Recording.Recorded> calls) {
    /** A task graph of TornadoVM 5.2 takes 256 tasks, but no more than 1,024 nodes, of which a task has up to ten. */
    private static final int MOST_TASKS = 96;

    /** Returns the unit, for people to read. */
    String place() {
        return unit.isEmpty() ? "(no scope)" : unit;
    }

    /** Returns the arguments and results of all calls. */
    List<Launch.Operand> operands() {
        return calls.stream().flatMap(call -> call.launch().operands().stream()).toList();
    }

    /** Returns the tensors that the calls read. */
    Stream<Tensor> inputs() {
        return calls.stream().flatMap(call -> call.launch().inputs());
    }

    /** Returns the tensors that the calls compute. */
    Stream<Tensor> results() {
        return calls.stream().flatMap(call -> call.results().stream());
    }

    /** Returns the segments of a recording. */
    static List<Segment> of(List<Recording.Recorded> calls) {
        List<Segment> segments = new ArrayList<>();
        for (Recording.Recorded call : calls) {
            boolean fits = !segments.isEmpty()
                    && segments.getLast().unit.equals(call.unit())
                    && segments.getLast().calls.size() < MOST_TASKS;
            if (!fits) {
                segments.add(new Segment(call.unit(), new ArrayList<>()));
            }
            segments.getLast().calls.add(call);
        }
        return segments;
    }
}
