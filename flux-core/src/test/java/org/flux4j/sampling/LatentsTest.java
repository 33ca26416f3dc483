package org.flux4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;

class LatentsTest {
    @Test
    void packsSquaresOfTwoByTwo() {
        // channel 0: 0 1 2 3 / 4 5 6 7; channel 1: 10 11 12 13 / 14 15 16 17
        Tensor x = Tensor.of(Shape.of(2, 2, 4), 0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17);
        Tensor y = Latents.pack(x);
        assertThat(y.shape()).isEqualTo(Shape.of(2, 8));
        assertThat(y.data()).containsExactly(0, 1, 4, 5, 10, 11, 14, 15, 2, 3, 6, 7, 12, 13, 16, 17);
    }

    @Test
    void unpacksWhatItPacked() {
        Tensor x = TorchRandom.randn(1, Noise.F32, 3, 6, 10);
        Tensor y = Latents.unpack(Latents.pack(x), new TokenGrid(3, 5));
        assertThat(y.shape()).isEqualTo(x.shape());
        assertThat(y.data()).containsExactly(x.data());
    }

    @Test
    void numbersTokensByRowAndColumn() {
        assertThat(new TokenGrid(2, 3).ids().data())
                .containsExactly(0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 1, 0, 0, 1, 1, 0, 1, 2);
        assertThat(Latents.textIds(2).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(Latents.textIds(2).data()).containsOnly(0);
    }

    @Test
    void coversEveryPixel() {
        assertThat(TokenGrid.of(33, 16)).isEqualTo(new TokenGrid(3, 1));
        assertThat(TokenGrid.of(Tensor.zeros(16, 4, 6))).isEqualTo(new TokenGrid(2, 3));
    }

    @Test
    void refusesOtherShapes() {
        assertThatThrownBy(() -> Latents.pack(Tensor.zeros(1, 3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1, 3, 2]");
        assertThatThrownBy(() -> Latents.unpack(Tensor.zeros(5, 8), new TokenGrid(2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[5, 8]");
        assertThatThrownBy(() -> Latents.unpack(Tensor.zeros(6, 6), new TokenGrid(2, 3)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
