package org.flux4j.contract;

import org.flux4j.op.OperatorsProvider;
import org.flux4j.ref.RefOperators;

/** The tests of the contract use no tensor whose scope has closed. */
class PoisoningContractTest extends OperatorsContract {
    @Override
    public OperatorsProvider provider() {
        return new NamedProvider("poisoning", threads -> new PoisoningOperators(new RefOperators(threads)));
    }
}
