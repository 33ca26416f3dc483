package org.flux4j.parity;

import java.util.List;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Operators;

/** How one operator of the table of golden cases is run. */
@FunctionalInterface
interface Operation {
    /**
     * Runs it on what a case holds.
     *
     * @return the outputs, under the names of the table
     * @throws org.flux4j.BadInputException when the case lacks what it needs
     * @throws UnsupportedOperationException when the backend does not have the operator
     */
    List<StoredTensor> run(Operators ops, GoldenCase golden);
}
