package org.flux4j.parity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.flux4j.BadInputException;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/** The operators of golden cases, by name. */
final class OperationTable {
    /** An operator with a single output. */
    @FunctionalInterface
    interface SingleOutput {
        /** Returns the output for the inputs, weights and attributes of a case. */
        Tensor run(Operators ops, GoldenCase golden);
    }

    private static final OperationTable ALL = new OperationTable();

    static {
        BasicOperations.addTo(ALL);
        BlockOperations.addTo(ALL);
        ModelOperations.addTo(ALL);
        SamplingOperations.addTo(ALL);
        TextOperations.addTo(ALL);
        PipelineOperations.addTo(ALL);
    }

    private final Map<String, Operation> operations = new LinkedHashMap<>();

    private OperationTable() {}

    /** Returns the table of all operators. */
    static OperationTable all() {
        return ALL;
    }

    /**
     * Returns an operator.
     *
     * @throws BadInputException if there is no such operator
     */
    Operation get(String name) {
        Operation operation = operations.get(name);
        if (operation == null) {
            throw new BadInputException("metadata: op: there is no operator " + name);
        }
        return operation;
    }

    /** Returns the names of all operators. */
    Set<String> names() {
        return operations.keySet();
    }

    /** Adds an operator that has no gradients, or its own. */
    void add(String name, Operation operation) {
        operations.put(name, operation);
    }

    /** Adds an operator whose outputs are tensors. */
    void addTensors(String name, TensorOperation.Function function) {
        add(name, new TensorOperation(function));
    }

    /** Adds an operator whose only output is a tensor of the given name. */
    void add(String name, String output, SingleOutput operation) {
        addTensors(name, (ops, golden) -> new TreeMap<>(Map.of(output, operation.run(ops, golden))));
    }
}
