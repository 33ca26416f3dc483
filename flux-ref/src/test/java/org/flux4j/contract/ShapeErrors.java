package org.flux4j.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flux4j.contract.WrongCalls.WrongCall;
import org.flux4j.op.Operators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What does not fit is said in one line: operator, argument, expected, found. */
public interface ShapeErrors extends Contract {
    @ParameterizedTest(name = "{0}")
    @MethodSource("org.flux4j.contract.WrongCalls#all")
    default void sayWhatDoesNotFit(WrongCall test) {
        try (Operators ops = open(2, test.operator())) {
            assertThatThrownBy(() -> test.call().accept(ops))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .message()
                    .matches(test.message());
        }
    }

    @Test
    default void threadsAreAtLeastOne() {
        assertThatThrownBy(() -> provider().create(0))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage(provider().name() + ": threads: expected at least 1, found 0");
    }
}
