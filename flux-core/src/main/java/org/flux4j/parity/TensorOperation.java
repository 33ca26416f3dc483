package org.flux4j.parity;

import java.util.List;
import java.util.SortedMap;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/**
 * An operator whose outputs are tensors, and which therefore has gradients.
 *
 * @param function computes the outputs
 */
record TensorOperation(Function function) implements Operation {
    /** A function of the inputs, weights and attributes of a case. */
    @FunctionalInterface
    interface Function {
        /** Returns the outputs by name. */
        SortedMap<String, Tensor> outputs(Operators ops, GoldenCase golden);
    }

    @Override
    public List<StoredTensor> run(Operators ops, GoldenCase golden) {
        return stored(function.outputs(ops, golden));
    }

    @Override
    public Operation backward() {
        return new BackwardOperation(function);
    }

    /** Returns tensors, by name, as outputs. */
    static List<StoredTensor> stored(SortedMap<String, Tensor> tensors) {
        return tensors.entrySet().stream()
                .map(output -> StoredTensor.of(output.getKey(), output.getValue()))
                .toList();
    }
}
