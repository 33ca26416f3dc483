package org.flux4j.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gradients of a backend that has them are those of the reference, whatever is in the memory that they reuse, and the
 * same bits for any number of threads.
 */
public interface Differentiation extends Contract {
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.GradientCases#all")
    default void gradientsAgree(Case test) {
        try (Operators ops = open(2);
                Scope around = ops.scope("around")) {
            Scope before = ops.scope("before");
            test.run(ops, input -> Data.filled(input.shape(), Float.NaN));
            before.close();
            List<Tensor> got = test.run(ops);
            got.forEach(around::keep);
            test.budget().check(test, got, test.want());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.GradientCases#all")
    default void gradientsHaveTheSameBitsForAnyNumberOfThreads(Case test) {
        List<Tensor> want = run(test, 1);
        for (int threads : new int[] {1, 2, 3, 7}) {
            Budget.EXACT.check(test + ", " + threads + " threads", run(test, threads), want);
        }
    }

    /** Arguments are not changed. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.GradientCases#all")
    default void gradientsLeaveTheirArguments(Case test) {
        List<Tensor> before = test.inputs().stream().map(Data::copy).toList();
        run(test, 2);
        assertThat(before).isNotEmpty();
        Budget.EXACT.check(test, test.inputs(), before);
    }

    @Test
    default void aGradientOfAnotherShapeIsRefused() {
        try (Operators ops = open(1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ops.gradients().silu(Tensor.zeros(2, 3), Tensor.zeros(3, 2)))
                    .withMessage("silu: dy: expected shape [3, 2], found [2, 3]");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ops.gradients().linear(Tensor.zeros(2, 3), Data.weight(1, 4, 3)))
                    .withMessage("linear: dy: expected shape [2, 4], found [2, 3]");
        }
    }

    private List<Tensor> run(Case test, int threads) {
        try (Operators ops = open(threads)) {
            return test.run(ops).stream().map(Data::copy).toList();
        }
    }
}
