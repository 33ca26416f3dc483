package org.flux4j.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flux4j.contract.Case;
import org.flux4j.contract.Differentiation;
import org.flux4j.contract.OperatorsContract;
import org.flux4j.contract.Planning;
import org.flux4j.op.OperatorsProvider;
import org.flux4j.op.Planner;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract on vectors of the preferred width. */
class VectorContractTest extends OperatorsContract implements Planning, Differentiation {
    @Override
    public OperatorsProvider provider() {
        return new VectorProvider();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.GradientCases#all")
    void shapesAloneGoThroughGradients(Case test) {
        Planner planner = new VectorPlanner(2);
        try (Scope scope = planner.operators().scope("test")) {
            List<Tensor> planned = test.run(planner.operators(), input -> planner.tensor(input.shape()));
            List<Tensor> computed = test.run(provider().create(1), input -> input);
            assertThat(planned)
                    .isNotEmpty()
                    .extracting(Tensor::shape)
                    .isEqualTo(computed.stream().map(Tensor::shape).toList());
            planned.forEach(scope::keep);
        }
    }
}
