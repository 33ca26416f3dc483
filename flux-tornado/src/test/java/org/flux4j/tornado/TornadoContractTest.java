package org.flux4j.tornado;

import org.flux4j.contract.Budget;
import org.flux4j.contract.Case;
import org.flux4j.contract.OperatorsContract;
import org.flux4j.contract.Planning;
import org.flux4j.op.Operators;
import org.flux4j.op.OperatorsProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class TornadoContractTest extends OperatorsContract implements Planning {
    private static Operators around;

    /** As long as these are open, kernels are not compiled again for each test. */
    @BeforeAll
    static void open() {
        around = new TornadoProvider().create(1);
    }

    @AfterAll
    static void close() {
        around.close();
    }

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
