package org.flux4j.parity;

import java.util.List;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Operators;

/** An operator of golden cases. */
@FunctionalInterface
interface Operation {
    /**
     * Runs this operator on the inputs, weights and attributes of a case.
     *
     * @return the outputs, with their names
     * @throws org.flux4j.BadInputException if the case lacks an input, weight or attribute
     * @throws UnsupportedOperationException if the backend does not implement the operator
     */
    List<StoredTensor> run(Operators ops, GoldenCase golden);

    /**
     * Returns the operation that backward cases of this operator run, whose outputs are gradients.
     *
     * @throws UnsupportedOperationException if this operator has no gradients, as by default
     */
    default Operation backward() {
        throw new UnsupportedOperationException("no gradients");
    }
}
