package org.flux4j.parity;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.flux4j.BadInputException;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.train.Tape;

/**
 * The backward pass of an operator: it runs the operator on a tape, and goes back from the gradients of its outputs, the
 * inputs {@code grad.NAME} of the case, to the gradients that the case expects.
 *
 * @param forward computes the outputs of the operator
 */
record BackwardOperation(TensorOperation.Function forward) implements Operation {
    private static final String OUTPUT = "grad.";
    private static final String INPUT = "grad.in.";
    private static final String WEIGHT = "grad.w.";

    @Override
    public List<StoredTensor> run(Operators ops, GoldenCase golden) {
        try (Tape tape = new Tape(ops, ops.gradients())) {
            Map<String, Tensor> inputs = new TreeMap<>();
            SortedMap<String, Tensor> gradients = new TreeMap<>();
            for (String name : golden.expected().keySet()) {
                if (name.startsWith(INPUT)) {
                    Tensor input = golden.in(name.substring(INPUT.length()));
                    inputs.put(name, input);
                    tape.watch(input);
                } else if (name.startsWith(WEIGHT)) {
                    Weight weight = golden.weight(name.substring(WEIGHT.length()));
                    Tensor gradient = Tensor.zeros(weight.shape());
                    gradients.put(name, gradient);
                    tape.train(weight, gradient.data());
                } else {
                    throw new BadInputException("tensor out." + name
                            + ": expected a gradient, out.grad.in.NAME or out.grad.w.NAME, in a backward case");
                }
            }
            seed(tape, golden);
            tape.backward();
            inputs.forEach((name, input) -> gradients.put(name, tape.gradient(input)));
            return TensorOperation.stored(gradients);
        }
    }

    /** Runs the operator, and seeds each output whose gradient the case holds. */
    private void seed(Tape tape, GoldenCase golden) {
        Map<String, Tensor> outputs = forward.outputs(tape, golden);
        if (outputs.keySet().stream().noneMatch(name -> golden.has(OUTPUT + name))) {
            throw new BadInputException("no tensor in.grad.NAME, where NAME is an output: " + outputs.keySet());
        }
        outputs.forEach((name, output) -> {
            if (golden.has(OUTPUT + name)) {
                tape.seed(output, golden.in(OUTPUT + name));
            }
        });
    }
}
