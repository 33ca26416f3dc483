package org.flux4j.contract;

import org.flux4j.contract.backends.Distant;
import org.flux4j.op.OperatorsProvider;

/** The contract does not end at the Java heap. */
class DistantContractTest extends OperatorsContract {
    @Override
    public OperatorsProvider provider() {
        return new NamedProvider("distant", threads -> new Distant(threads).operators());
    }
}
