package org.flux4j.tornado;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flux4j.op.DeviceException;
import org.flux4j.op.Operators;
import org.flux4j.op.Shape;
import org.flux4j.op.Step;
import org.flux4j.op.Storage;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;

/** What a step takes is compared with what the device has before anything is allocated. */
class DoesNotFitTest {
    private static final int MANY = 1 << 30;

    @Test
    void theNumbersAreGiven() {
        try (Operators ops = new TornadoProvider().create(1)) {
            Step step = ops.repeated(inputs -> {
                Tensor sum = inputs[0];
                for (int i = 0; i < 64; i++) {
                    sum = ops.add(sum, nothing(MANY));
                }
                return ops.slice(sum, 0, 0, 1);
            });
            assertThatThrownBy(() -> step.run(nothing(MANY)))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("does not fit: needs ")
                    .hasMessageContaining("for weights and other constants")
                    .hasMessageContaining("the device has ");
        }
    }

    private static Tensor nothing(int count) {
        Storage none = () -> { // a new one at each call, as it captures the count
            throw new AssertionError("nothing is read of " + count + " elements that do not fit");
        };
        return Tensor.of(Shape.of(count), none);
    }
}
