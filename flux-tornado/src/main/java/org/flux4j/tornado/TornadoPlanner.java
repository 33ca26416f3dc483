package org.flux4j.tornado;

import java.util.List;
import org.flux4j.op.Operators;
import org.flux4j.op.Planner;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Planning;

/** Predicts the memory that {@link TornadoOperators} hold on a device: they run themselves, on shapes alone. */
final class TornadoPlanner implements Planner {
    private final Planning planning = new Planning();
    private final Operators operators = new TornadoOperators(planning.session());
    private final String device;

    /** @param device the name of the device */
    TornadoPlanner(String device) {
        this.device = device;
    }

    @Override
    public Operators operators() {
        return operators;
    }

    @Override
    public Tensor tensor(Shape shape) {
        return Planning.value(shape);
    }

    @Override
    public long peakBytes() {
        return planning.peakBytes();
    }

    @Override
    public void restartPeak() {
        planning.restartPeak();
    }

    @Override
    public String memory() {
        return "memory of " + device;
    }

    @Override
    public List<String> dataFlow() {
        return planning.dataFlow();
    }
}
