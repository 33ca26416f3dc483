package org.flux4j.ref;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;

/** Tests that the comparison on which all other tests rely can fail. */
class NumbersTest {
    @Test
    void wrongValuesFail() {
        assertFails(Numbers.vector(1, 2), Shape.of(2), 1, 2.00001);
        assertFails(Numbers.vector(1, Float.NaN), Shape.of(2), 1, 2);
        assertFails(Numbers.vector(1, 2), Shape.of(2), 1, Double.NaN);
        assertFails(Numbers.vector(1, Float.POSITIVE_INFINITY), Shape.of(2), 1, 2);
    }

    @Test
    void wrongShapesAndNothingFail() {
        assertFails(Numbers.vector(1, 2), Shape.of(2, 1), 1, 2);
        assertFails(Numbers.vector(1, 2), Shape.of(2), 1);
        assertFails(Tensor.zeros(0), Shape.of(0));
    }

    private static void assertFails(Tensor got, Shape shape, double... values) {
        assertThatThrownBy(() -> Numbers.assertValues(got, shape, values)).isInstanceOf(AssertionError.class);
    }
}
