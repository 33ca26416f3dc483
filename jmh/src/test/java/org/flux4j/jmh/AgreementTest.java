package org.flux4j.jmh;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final Tensor WANT = Tensor.of(Shape.of(2), 1, -1000);

    @Test
    void roundingIsLetThrough() {
        assertThatCode(() -> Agreement.check(Tensor.of(Shape.of(2), 1.0001f, -1000.01f), WANT))
                .doesNotThrowAnyException();
    }

    @Test
    void wrongResultsAreNot() {
        assertRefused(Tensor.of(Shape.of(2), 1.001f, -1000), "element 0: expected 1.0, found 1.001");
        assertRefused(Tensor.of(Shape.of(2), 1, Float.NaN), "element 1: expected -1000.0, found NaN");
        assertRefused(Tensor.of(Shape.of(2, 1), 1, -1000), "expected shape [2], found [2, 1]");
    }

    @Test
    void nothingIsNoAgreement() {
        assertThatThrownBy(() -> Agreement.check(Tensor.zeros(0), Tensor.zeros(0)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void assertRefused(Tensor got, String message) {
        assertThatThrownBy(() -> Agreement.check(got, WANT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }
}
