package org.flux4j.tornado.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;

/** The data flow of a recorded step, in words: a line for the step, and one for each of its task graphs. */
final class DataFlow {
    private static final double MEGA = 1e6;

    private final StepPlan step;
    private final Set<Storage> passing = newSet(); // from a segment to another one, or out of the step

    private DataFlow(StepPlan step) {
        this.step = step;
        step.segments().stream().flatMap(DataFlow::reads).forEach(tensor -> passing.add(tensor.storage()));
        passing.add(step.result().storage());
    }

    /** Returns the lines. Inputs are called {@code in0}, {@code in1} …, buffers {@code b0}, {@code b1} …. */
    static List<String> lines(StepPlan step) {
        DataFlow flow = new DataFlow(step);
        List<String> lines = new ArrayList<>();
        lines.add(flow.head());
        step.segments().forEach(segment -> lines.add(flow.line(segment)));
        return lines;
    }

    private String head() {
        Demand demand = Demand.of(step);
        String sent = step.inputs().isEmpty()
                ? "nothing"
                : IntStream.range(0, step.inputs().size())
                        .mapToObj(i -> "in" + i + " " + step.inputs().get(i).shape())
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "step of %d graphs: %.1f MB of constants, %.1f MB in %d buffers; each run sends %s and returns %s %s",
                step.segments().size(),
                demand.constants() / MEGA,
                demand.activations() / MEGA,
                step.buffers().sizes().size(),
                sent,
                name(step.result()).orElseThrow(),
                step.result().shape());
    }

    private String line(Segment segment) {
        Map<String, Integer> tasks = new LinkedHashMap<>();
        segment.calls().forEach(call -> tasks.merge(call.launch().kernel().name(), 1, Integer::sum));
        String counted = tasks.entrySet().stream()
                .map(task -> task.getKey() + (task.getValue() == 1 ? "" : " ×" + task.getValue()))
                .collect(Collectors.joining(", "));
        return "  %s: %s -> %s: %s".formatted(segment.place(), names(reads(segment)), names(leaving(segment)), counted);
    }

    /** Returns what a segment reads, but does not compute. */
    private static Stream<Tensor> reads(Segment segment) {
        Set<Storage> own = newSet();
        segment.results().forEach(result -> own.add(result.storage()));
        return segment.inputs().filter(input -> !own.contains(input.storage()));
    }

    /** Returns what a segment computes, and another one reads, or is the result of the step. */
    private Stream<Tensor> leaving(Segment segment) {
        return segment.results().filter(result -> passing.contains(result.storage()));
    }

    private static Set<Storage> newSet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private String names(Stream<Tensor> tensors) {
        String names =
                tensors.flatMap(tensor -> name(tensor).stream()).distinct().collect(Collectors.joining(" "));
        return names.isEmpty() ? "constants" : names;
    }

    /** Returns the name of an input or result; empty for a constant. */
    private Optional<String> name(Tensor tensor) {
        for (int i = 0; i < step.inputs().size(); i++) {
            if (step.inputs().get(i).storage().equals(tensor.storage())) {
                return Optional.of("in" + i);
            }
        }
        return step.buffers().buffer(tensor.storage()).map(number -> "b" + number);
    }
}
