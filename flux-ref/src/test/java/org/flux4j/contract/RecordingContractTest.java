package org.flux4j.contract;

import org.flux4j.contract.backends.Recording;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.ref.RefOperators;

/** The contract allows that a step is recorded. */
class RecordingContractTest extends OperatorsContract {
    @Override
    public OperatorsProvider provider() {
        return new NamedProvider(
                "recording", threads -> new Recording(new PoisoningOperators(new RefOperators(threads))).operators());
    }
}
