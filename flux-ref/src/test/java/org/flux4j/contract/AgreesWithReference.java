package org.flux4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operator returns what the reference does, within a budget, also where memory that is used again holds something
 * else.
 */
public interface AgreesWithReference extends Contract {
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.Cases#all")
    default void agrees(Case test) {
        if (lacks().contains(test.operator())) {
            lacksIt(test);
        }
        try (Operators ops = open(2, test.operator())) {
            budget(test).check(test, onPoisonedMemory(test, ops), test.want());
        }
    }

    /** An axis may have no elements; most results have none then. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.EmptyCases#all")
    default void agreesOnEmptyAxes(Case test) {
        try (Operators ops = open(2, test.operator())) {
            List<Tensor> got = test.run(ops);
            assertThat(got).extracting(Tensor::shape).isEqualTo(shapes(test.want()));
            for (int i = 0; i < got.size(); i++) {
                assertThat(got.get(i).data()).containsExactly(test.want().get(i).data());
            }
        }
    }

    private static List<?> shapes(List<Tensor> tensors) {
        return tensors.stream().map(Tensor::shape).toList();
    }

    private void lacksIt(Case test) {
        try (Operators ops = provider().create(2)) {
            assertThatThrownBy(() -> test.run(ops))
                    .as("%s, which the backend does not have", test.operator())
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    /**
     * Returns the results of a case after others of the same sizes that are NaN, as are the inputs and all that was
     * computed from them on the way: memory that is used again holds no other numbers.
     */
    private List<Tensor> onPoisonedMemory(Case test, Operators ops) {
        try (Scope around = ops.scope("around")) {
            Scope before = ops.scope("before");
            test.run(ops, input -> Data.filled(input.shape(), Float.NaN));
            if (!lacks().contains("silu")) {
                test.want().forEach(want -> ops.silu(Data.filled(want.shape(), Float.NaN)));
            }
            before.close();
            return test.run(ops).stream().map(around::keep).map(Data::copy).toList();
        }
    }
}
