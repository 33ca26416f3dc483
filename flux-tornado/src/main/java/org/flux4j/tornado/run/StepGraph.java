package org.flux4j.tornado.run;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/** A segment of a recorded step as a task graph of TornadoVM. */
final class StepGraph {
    /** All graphs of a step have this name, so that those with the same tasks share compiled code. */
    static final String NAME = "step";

    private final Segment segment;
    private final DeviceArrays arrays;
    private final Map<Object, Object> constants = new LinkedHashMap<>(); // by identity of storage, or by value
    private final Set<FloatArray> changing = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Object[]> arguments = new ArrayList<>();
    private final List<String> tasks = new ArrayList<>();
    private Arena arena = Arena.ofShared();

    StepGraph(Segment segment, DeviceArrays arrays) {
        this.segment = segment;
        this.arrays = arrays;
        Map<String, Integer> counts = new HashMap<>();
        for (Recording.Recorded call : segment.calls()) {
            String name = call.launch().kernel().name();
            tasks.add(name + counts.merge(name, 1, Integer::sum));
            arguments.add(arguments(call));
        }
    }

    private Object[] arguments(Recording.Recorded call) {
        Iterator<Tensor> results = call.results().iterator();
        return call.launch().operands().stream()
                .map(operand -> operand instanceof Launch.Result
                        ? changing(results.next().storage()).orElseThrow()
                        : argument(operand))
                .toArray();
    }

    private Object argument(Launch.Operand operand) {
        if (operand instanceof Launch.Input input) {
            Optional<FloatArray> array = changing(input.tensor().storage());
            if (array.isPresent()) {
                return array.get();
            }
        }
        return constants.computeIfAbsent(Constants.key(operand), key -> Constants.array(operand, arena));
    }

    private Optional<FloatArray> changing(Storage storage) {
        Optional<FloatArray> array = arrays.changing(storage);
        array.ifPresent(changing::add);
        return array;
    }

    /** Returns the path of the scopes that this graph computes. */
    String place() {
        return segment.place();
    }

    /** Returns the arrays that this graph shares with others. */
    Set<FloatArray> changing() {
        return changing;
    }

    /**
     * Returns the task graph.
     *
     * @param before the arrays that come from the graph before
     * @param result the array to copy back to the host; null for none
     */
    ImmutableTaskGraph build(Set<FloatArray> before, FloatArray result) {
        TaskGraph graph = new TaskGraph(NAME);
        Object[] inputs = changing.stream()
                .filter(array -> arrays.isInput(array) && !before.contains(array))
                .toArray();
        if (inputs.length > 0) {
            graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, inputs);
        }
        if (!before.isEmpty()) {
            graph.consumeFromDevice(NAME, before.toArray());
        }
        graph.transferToDevice(
                DataTransferMode.FIRST_EXECUTION, constants.values().toArray());
        for (int i = 0; i < tasks.size(); i++) {
            graph.addTask(segment.calls().get(i).launch().kernel().task(tasks.get(i), arguments.get(i)));
        }
        Object[] stays = changing.stream()
                .filter(array -> !before.contains(array) && !array.equals(result))
                .toArray();
        if (stays.length > 0) {
            graph.persistOnDevice(stays); // in one graph alone, which is the one that frees them in the end
        }
        if (result != null) {
            graph.transferToHost(DataTransferMode.EVERY_EXECUTION, result);
        }
        return graph.snapshot();
    }

    GridScheduler grids() {
        GridScheduler grids = new GridScheduler();
        for (int i = 0; i < tasks.size(); i++) {
            grids.addWorkerGrid(
                    NAME + "." + tasks.get(i),
                    segment.calls().get(i).launch().grid().worker());
        }
        return grids;
    }

    /** Frees the host's copies of the constants, which are on the device after the first run. */
    void freeConstants() {
        if (arena != null) {
            arena.close();
            arena = null;
        }
    }
}
