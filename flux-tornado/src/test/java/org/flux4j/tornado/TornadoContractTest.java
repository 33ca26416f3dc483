package org.flux4j.tornado;

import org.flux4j.contract.Budget;
import org.flux4j.contract.Case;
import org.flux4j.contract.OperatorsContract;
import org.flux4j.op.OperatorsProvider;

class TornadoContractTest extends OperatorsContract {
    /** A device's powers, sines and cosines in double are not Java's, and may round to the next float32. */
    private static final Budget NEXT_FLOAT = new Budget(0, 0x1p-23);

    @Override
    public OperatorsProvider provider() {
        return new TornadoProvider();
    }

    @Override
    public Budget budget(Case test) {
        boolean angles =
                test.operator().equals("timestepEmbedding") || test.operator().equals("rope");
        return angles ? NEXT_FLOAT : test.budget();
    }
}
