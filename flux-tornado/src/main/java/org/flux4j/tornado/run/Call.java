package org.flux4j.tornado.run;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.flux4j.op.Tensor;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/** A task graph of one task, and its arrays, for calls of one kernel. */
final class Call implements AutoCloseable {
    private static final String GRAPH = "call";

    private final List<Object> arrays;
    private final TornadoExecutionPlan plan;
    private final String task;
    private final Meter meter;

    Call(Launch launch, List<Integer> capacities, TornadoDevice device, Meter meter) {
        this.meter = meter;
        List<Launch.Operand> operands = launch.operands();
        arrays = IntStream.range(0, operands.size())
                .mapToObj(i -> Copies.array(operands.get(i), capacities.get(i), Arena.ofAuto()))
                .toList();
        task = launch.kernel().name();
        TaskGraph graph = new TaskGraph(GRAPH);
        graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, arrays(operands, false));
        graph.addTask(launch.kernel().task(task, arrays.toArray()));
        graph.transferToHost(DataTransferMode.EVERY_EXECUTION, arrays(operands, true));
        plan = new TornadoExecutionPlan(graph.snapshot()).withDevice(device);
        meter.attach(plan);
    }

    /** Returns the arrays of the results, or those of the arguments. */
    private Object[] arrays(List<Launch.Operand> operands, boolean results) {
        return IntStream.range(0, operands.size())
                .filter(i -> operands.get(i) instanceof Launch.Result == results)
                .mapToObj(arrays::get)
                .toArray();
    }

    List<Tensor> run(Launch launch) {
        List<Launch.Operand> operands = launch.operands();
        for (int i = 0; i < operands.size(); i++) {
            Copies.write(operands.get(i), arrays.get(i));
        }
        GridScheduler grid = new GridScheduler(GRAPH + "." + task, launch.grid().worker());
        meter.add(Failures.explain(
                task, () -> plan.withGraph(0).withGridScheduler(grid).execute()));
        List<Tensor> results = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i) instanceof Launch.Result result) {
                results.add(Copies.read(result.shape(), (FloatArray) arrays.get(i)));
            }
        }
        return results;
    }

    @Override
    public void close() {
        Plans.close(plan);
    }
}
