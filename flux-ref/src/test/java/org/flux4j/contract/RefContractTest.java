package org.flux4j.contract;

import org.flux4j.op.OperatorsProvider;
import org.flux4j.ref.RefProvider;

class RefContractTest extends OperatorsContract implements Differentiation {
    @Override
    public OperatorsProvider provider() {
        return new RefProvider();
    }
}
