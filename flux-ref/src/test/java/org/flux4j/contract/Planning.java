package org.flux4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.flux4j.op.Planner;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The planner of a backend that has one predicts with shapes alone. */
public interface Planning extends Contract {
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.Cases#all")
    default void shapesAloneGoThrough(Case test) {
        Planner planner = provider().planner(provider().devices().getFirst(), 2).orElseThrow();
        try (Scope scope = planner.operators().scope("test")) {
            List<Tensor> planned = test.run(planner.operators(), input -> planner.tensor(input.shape()));
            assertThat(planned)
                    .extracting(Tensor::shape)
                    .isEqualTo(test.want().stream().map(Tensor::shape).toList());
            assertThat(planned)
                    .allSatisfy(tensor -> assertThatIllegalStateException().isThrownBy(tensor::data));
            long bytes = planned.stream()
                    .mapToLong(tensor -> tensor.shape().count() * Float.BYTES)
                    .sum();
            assertThat(planner.peakBytes()).isGreaterThanOrEqualTo(bytes);
            planned.forEach(scope::keep);
        }
    }
}
