package org.flux4j.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void sizes() {
        Shape shape = Shape.of(3, 4, 5);
        assertThat(shape.rank()).isEqualTo(3);
        assertThat(shape.count()).isEqualTo(60);
        assertThat(shape.dim(0)).isEqualTo(3);
        assertThat(shape.dim(-1)).isEqualTo(5);
        assertThat(shape.dim(-3)).isEqualTo(3);
        assertThat(shape.toArray()).containsExactly(3, 4, 5);
        assertThat(shape).hasToString("[3, 4, 5]");
    }

    @Test
    void aScalarHasOneElementAndAnEmptyAxisNone() {
        assertThat(Shape.of().count()).isEqualTo(1);
        assertThat(Shape.of(5, 0, 7).count()).isZero();
    }

    @Test
    void countsBeyondAnInt() {
        assertThat(Shape.of(100_000, 100_000).count()).isEqualTo(10_000_000_000L);
    }

    @Test
    void axesThatAreNotThere() {
        Shape shape = Shape.of(3, 4);
        assertThatThrownBy(() -> shape.dim(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> shape.dim(-3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void sizesThatCannotBe() {
        assertThatThrownBy(() -> Shape.of(3, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a shape has no negative sizes, found [3, -1]");
        assertThatThrownBy(() -> Shape.of(1 << 30, 1 << 30, 1 << 30)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void cannotBeChangedFromOutside() {
        int[] dims = {3, 4};
        Shape shape = Shape.of(dims);
        dims[0] = 7;
        shape.toArray()[1] = 7;
        assertThat(shape).isEqualTo(Shape.of(3, 4));
    }

    @Test
    void withAnotherSize() {
        Shape shape = Shape.of(3, 4);
        assertThat(shape.with(0, 7)).isEqualTo(Shape.of(7, 4));
        assertThat(shape.with(-1, 7)).isEqualTo(Shape.of(3, 7));
        assertThat(shape).isEqualTo(Shape.of(3, 4));
    }

    @Test
    void equality() {
        assertThat(Shape.of(3, 4)).isEqualTo(Shape.of(3, 4)).hasSameHashCodeAs(Shape.of(3, 4));
        assertThat(Shape.of(3, 4)).isNotEqualTo(Shape.of(4, 3)).isNotEqualTo(Shape.of(3, 4, 1));
    }
}
