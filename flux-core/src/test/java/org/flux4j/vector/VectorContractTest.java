package org.flux4j.vector;

import org.flux4j.contract.OperatorsContract;
import org.flux4j.contract.Planning;
import org.flux4j.op.OperatorsProvider;

/** The contract on vectors of the preferred width. */
class VectorContractTest extends OperatorsContract implements Planning {
    @Override
    public OperatorsProvider provider() {
        return new VectorProvider();
    }
}
