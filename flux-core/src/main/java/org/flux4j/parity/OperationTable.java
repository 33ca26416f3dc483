package org.flux4j.parity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flux4j.BadInputException;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/** Every operator that a golden case may ask for, by its name. */
final class OperationTable {
    /** An operator with one output. */
    @FunctionalInterface
    interface TensorOperation {
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

    /** The whole table. */
    static OperationTable all() {
        return ALL;
    }

    /**
     * The operator of that name.
     *
     * @throws BadInputException when there is none
     */
    Operation get(String name) {
        Operation operation = operations.get(name);
        if (operation == null) {
            throw new BadInputException("metadata: op: there is no operator " + name);
        }
        return operation;
    }

    Set<String> names() {
        return operations.keySet();
    }

    void add(String name, Operation operation) {
        operations.put(name, operation);
    }

    void add(String name, String output, TensorOperation operation) {
        add(name, (ops, golden) -> List.of(StoredTensor.of(output, operation.run(ops, golden))));
    }
}
