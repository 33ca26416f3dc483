package org.flux4j.vector;

import org.flux4j.op.Operators;
import org.flux4j.op.Planner;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Memory;

/**
 * Predicts the memory that {@link VectorizedOperators} hold, to the byte: they run themselves, on memory that is only
 * counted.
 */
final class VectorPlanner implements Planner {
    private final VectorizedOperators operators;

    VectorPlanner(int threads) {
        operators = VectorizedOperators.planning(threads);
    }

    @Override
    public Operators operators() {
        return operators;
    }

    @Override
    public Tensor tensor(Shape shape) {
        Memory none = new Memory.Planned();
        return Tensor.of(shape, () -> none.elements(null));
    }

    @Override
    public long peakBytes() {
        return operators.peakBytes();
    }

    @Override
    public void restartPeak() {
        operators.restartPeak();
    }
}
