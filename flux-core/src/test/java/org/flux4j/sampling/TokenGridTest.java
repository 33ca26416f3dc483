package org.flux4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;

class TokenGridTest {
    @Test
    void numbersTokensByRowAndColumn() {
        assertThat(new TokenGrid(2, 3).ids().data())
                .containsExactly(0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 1, 0, 0, 1, 1, 0, 1, 2);
        assertThat(TokenGrid.textIds(2).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(TokenGrid.textIds(2).data()).containsOnly(0);
    }

    @Test
    void coversEveryPixel() {
        assertThat(TokenGrid.of(33, 16, 16)).isEqualTo(new TokenGrid(3, 1));
        assertThat(TokenGrid.of(33, 16, 8)).isEqualTo(new TokenGrid(5, 2));
        assertThat(TokenGrid.of(Tensor.zeros(16, 4, 6))).isEqualTo(new TokenGrid(2, 3));
    }
}
