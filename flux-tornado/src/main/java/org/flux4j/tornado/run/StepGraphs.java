package org.flux4j.tornado.run;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.flux4j.op.Tensor;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * A recorded step as a chain of task graphs, compiled once. Buffers pass from each graph to the next; the elements of the
 * inputs go to the device in each run, the weights in the first one only, and the result comes back.
 */
final class StepGraphs implements Replay {
    private final StepPlan step;
    private final DeviceArrays arrays;
    private final List<StepGraph> graphs;
    private final List<GridScheduler> grids;
    private final TornadoExecutionPlan plan;
    private final FloatArray result;
    private final Meter meter;

    StepGraphs(StepPlan step, TornadoDevice device, Meter meter) {
        this.step = step;
        this.meter = meter;
        arrays = new DeviceArrays(step.buffers(), step.inputs());
        graphs = step.segments().stream()
                .map(segment -> new StepGraph(segment, arrays))
                .toList();
        grids = graphs.stream().map(StepGraph::grids).toList();
        this.result = arrays.changing(step.result().storage()).orElseThrow();
        ImmutableTaskGraph[] built = IntStream.range(0, graphs.size())
                .mapToObj(i -> Failures.explain(graphs.get(i).place(), () -> build(i)))
                .toArray(ImmutableTaskGraph[]::new);
        plan = new TornadoExecutionPlan(built).withDevice(device);
        meter.attach(plan);
    }

    private ImmutableTaskGraph build(int i) {
        StepGraph graph = graphs.get(i);
        return graph.build(passing(i), graph.changing().contains(result) ? result : null);
    }

    /** Returns the arrays that pass from graph i − 1 to graph i: those used by one before and by one from there on. */
    private Set<FloatArray> passing(int i) {
        Set<FloatArray> passing = union(0, i);
        Set<FloatArray> later = union(i, graphs.size());
        passing.removeIf(array -> !later.contains(array));
        return passing;
    }

    private Set<FloatArray> union(int from, int to) {
        Set<FloatArray> all = Collections.newSetFromMap(new IdentityHashMap<>());
        graphs.subList(from, to).forEach(graph -> all.addAll(graph.changing()));
        return all;
    }

    @Override
    public Tensor run(List<Tensor> inputs) {
        arrays.write(step.inputs(), inputs);
        for (int i = 0; i < graphs.size(); i++) {
            int graph = i;
            meter.add(Failures.explain(
                    graphs.get(i).place(),
                    () -> plan.withGraph(graph)
                            .withGridScheduler(grids.get(graph))
                            .execute()));
            graphs.get(i).freeConstants();
        }
        return Copies.read(step.result().shape(), result);
    }

    @Override
    public void close() {
        Plans.close(plan);
    }
}
