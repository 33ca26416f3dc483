package org.flux4j.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void isAViewOfItsArray() {
        float[] data = {1, 2, 3, 4, 5, 6};
        Tensor tensor = Tensor.of(Shape.of(2, 3), data);
        assertThat(tensor.data()).isSameAs(data);
        assertThat(tensor.dim(0)).isEqualTo(2);
        assertThat(tensor.dim(-1)).isEqualTo(3);
        assertThat(tensor).hasToString("Tensor[2, 3]");
    }

    @Test
    void reshapeSharesTheElements() {
        Tensor tensor = Tensor.zeros(2, 3);
        Tensor row = tensor.reshape(6);
        row.data()[5] = 7;
        assertThat(row.shape()).isEqualTo(Shape.of(6));
        assertThat(tensor.data()[5]).isEqualTo(7);
        assertThat(row.storage()).isSameAs(tensor.storage());
        assertThat(Tensor.of(tensor.shape(), tensor.data()).storage()).isNotSameAs(tensor.storage());
    }

    @Test
    void zeros() {
        assertThat(Tensor.zeros(2, 2).data()).containsExactly(0, 0, 0, 0);
        assertThat(Tensor.zeros(Shape.of()).data()).containsExactly(0);
    }

    @Test
    void elementsComeFromTheStorage() {
        Storage none = () -> {
            throw new IllegalStateException("no elements");
        };
        Tensor tensor = Tensor.of(Shape.of(2, 3), none);
        assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(tensor.storage()).isSameAs(none);
        assertThat(tensor.reshape(6).storage()).isSameAs(none);
        assertThatThrownBy(tensor::data).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> tensor.reshape(7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shapesThatDoNotFit() {
        assertThatThrownBy(() -> Tensor.of(Shape.of(2, 3), new float[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tensor of shape [2, 3] has 6 elements, found 5");
        assertThatThrownBy(() -> Tensor.zeros(2, 3).reshape(7)).isInstanceOf(IllegalArgumentException.class);
    }
}
