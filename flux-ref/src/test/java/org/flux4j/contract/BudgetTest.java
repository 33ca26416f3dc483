package org.flux4j.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;

/** The comparison that all tests of the contract rely on can fail. */
class BudgetTest {
    private static final Budget BUDGET = new Budget(1e-3, 1e-3);

    @Test
    void whatIsWithinPasses() {
        BUDGET.check("test", row(1, 0, 100, Float.NaN), row(1.0015f, -0.0005f, 100.05f, Float.NaN));
        BUDGET.check("test", row(Float.POSITIVE_INFINITY, -0f), row(Float.POSITIVE_INFINITY, 0));
        Budget.EXACT.check("test", row(-0f, Float.NaN), row(-0f, Float.intBitsToFloat(0x7fc00001)));
    }

    @Test
    void whatExceedsItFails() {
        assertFails(BUDGET, row(1, 2), row(1, 2.004f));
        assertFails(BUDGET, row(0), row(0.0011f));
        assertFails(Budget.EXACT, row(1), row(Math.nextUp(1f)));
        assertFails(Budget.EXACT, row(0), row(-0f));
    }

    @Test
    void whatIsNoNumberOnOneSideAloneFails() {
        assertFails(BUDGET, row(1, Float.NaN), row(1, 2));
        assertFails(BUDGET, row(1, 2), row(1, Float.NaN));
        assertFails(BUDGET, row(Float.MAX_VALUE), row(Float.POSITIVE_INFINITY));
        assertFails(BUDGET, row(Float.NEGATIVE_INFINITY), row(Float.POSITIVE_INFINITY));
    }

    @Test
    void anotherShapeFails() {
        assertFails(BUDGET, row(1, 2), row(1, 2).reshape(2, 1));
        assertFails(BUDGET, row(1, 2), row(1));
    }

    @Test
    void nothingToCompareFails() {
        assertFails(BUDGET, row(), row());
        assertThatThrownBy(() -> BUDGET.check("test", List.of(), List.of())).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> BUDGET.check("test", List.of(row(1)), List.of(row(1), row(2))))
                .isInstanceOf(AssertionError.class);
    }

    private static Tensor row(float... values) {
        return Tensor.of(Shape.of(values.length), values);
    }

    private static void assertFails(Budget budget, Tensor got, Tensor want) {
        assertThatThrownBy(() -> budget.check("test", got, want)).isInstanceOf(AssertionError.class);
    }
}
