package org.flux4j.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PaddingTest {
    @Test
    void sides() {
        assertThat(Padding.same(2)).isEqualTo(new Padding(2, 2, 2, 2));
        assertThat(Padding.NONE).isEqualTo(new Padding(0, 0, 0, 0));
    }

    @Test
    void isNotNegative() {
        assertThatThrownBy(() -> new Padding(0, 0, -1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("padding must not be negative, found top 0, left 0, bottom -1, right 0");
    }
}
