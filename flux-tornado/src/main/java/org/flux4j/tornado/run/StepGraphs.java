package org.flux4j.tornado.run;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.flux4j.op.Shape;
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
final class StepGraphs implements AutoCloseable {
    private final DeviceArrays arrays;
    private final List<StepGraph> graphs;
    private final List<GridScheduler> grids;
    private final TornadoExecutionPlan plan;
    private final FloatArray result;
    private final Meter meter;

    StepGraphs(List<Recording.Recorded> calls, List<Tensor> inputs, Tensor result, TornadoDevice device, Meter meter) {
        this.meter = meter;
        List<Segment> segments = Segment.of(calls);
        BufferPlan buffers = new BufferPlan(calls, result.storage());
        Demand.of(segments, buffers, inputs).check(device);
        arrays = new DeviceArrays(buffers, inputs);
        graphs =
                segments.stream().map(segment -> new StepGraph(segment, arrays)).toList();
        grids = graphs.stream().map(StepGraph::grids).toList();
        this.result = arrays.changing(result.storage()).orElseThrow();
        ImmutableTaskGraph[] built = IntStream.range(0, graphs.size())
                .mapToObj(i -> graphs.get(i)
                        .build(passing(i), graphs.get(i).changing().contains(this.result) ? this.result : null))
                .toArray(ImmutableTaskGraph[]::new);
        plan = new TornadoExecutionPlan(built).withDevice(device);
        meter.attach(plan);
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

    /** Runs the step. */
    Tensor run(List<Tensor> recorded, List<Tensor> now, Shape shape) {
        arrays.write(recorded, now);
        for (int i = 0; i < graphs.size(); i++) {
            int graph = i;
            meter.add(Failures.explain(
                    graphs.get(i).unit(),
                    () -> plan.withGraph(graph)
                            .withGridScheduler(grids.get(graph))
                            .execute()));
            graphs.get(i).freeConstants();
        }
        return Copies.read(shape, result);
    }

    @Override
    public void close() {
        Plans.close(plan);
    }
}
