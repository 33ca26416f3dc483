package org.flux4j.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;

class FlowMatchingLossTest {
    private final Tensor picture = Tensor.of(Shape.of(2, 2), 1, -2, 3, 0);
    private final Tensor noise = Tensor.of(Shape.of(2, 2), -1, 0.5f, 3, 4);

    @Test
    void mixesAlongAStraightPath() {
        assertThat(FlowMatchingLoss.noisy(picture, noise, 0).data()).containsExactly(picture.data());
        assertThat(FlowMatchingLoss.noisy(picture, noise, 1).data()).containsExactly(noise.data());
        assertThat(FlowMatchingLoss.noisy(picture, noise, 0.25).data()).containsExactly(0.5f, -1.375f, 3, 1);
        assertThat(FlowMatchingLoss.target(picture, noise).data()).containsExactly(-2, 2.5f, 0, 4);
    }

    @Test
    void averagesTheSquaredError() {
        Tensor target = FlowMatchingLoss.target(picture, noise);
        assertThat(FlowMatchingLoss.loss(target, target)).isZero();
        assertThat(FlowMatchingLoss.loss(Tensor.of(Shape.of(2, 2), -1, 2.5f, -3, 4), target))
                .isEqualTo(2.5, within(1e-15));
    }

    @Test
    void itsGradientIsTheErrorsShare() {
        Tensor pred = Tensor.of(Shape.of(2, 2), 1, 0.5f, 0, 4);
        assertThat(FlowMatchingLoss.gradient(pred, Tensor.of(Shape.of(2, 2), 0, 1, 0, 2))
                        .data())
                .containsExactly(0.5f, -0.25f, 0, 1);
    }

    @Test
    void addsUpInDouble() {
        // one large error and many that float32 would lose beside it
        Tensor pred = Tensor.zeros(1, 1 << 20);
        Arrays.fill(pred.data(), 1e-3f);
        pred.data()[0] = 1e3f;
        double small = (double) 1e-3f * 1e-3f;
        assertThat(FlowMatchingLoss.loss(pred, Tensor.zeros(1, 1 << 20)) * (1 << 20))
                .isCloseTo(1e6 + ((1 << 20) - 1) * small, within(1e-3));
    }

    @Test
    void wantsOneShape() {
        Tensor other = Tensor.zeros(4);
        assertThatThrownBy(() -> FlowMatchingLoss.noisy(picture, other, 0)).hasMessageContaining("found [4]");
        assertThatThrownBy(() -> FlowMatchingLoss.target(picture, other)).hasMessageContaining("found [4]");
        assertThatThrownBy(() -> FlowMatchingLoss.loss(picture, other)).hasMessageContaining("found [4]");
    }
}
