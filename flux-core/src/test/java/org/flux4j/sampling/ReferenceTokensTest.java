package org.flux4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.flux4j.op.Operators;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.ref.RefOperators;
import org.junit.jupiter.api.Test;

class ReferenceTokensTest {
    private final Operators ops = new RefOperators(1);

    @Test
    void oneReferenceHasPlaneOne() {
        Tensor latents = TorchRandom.randn(1, Noise.F32, 2, 4, 2);
        ReferenceTokens reference = ReferenceTokens.of(ops, List.of(latents));
        assertThat(reference.tokens().shape()).isEqualTo(Shape.of(2, 8));
        assertThat(reference.tokens().data()).containsExactly(ops.pack(latents).data());
        assertThat(reference.ids().shape()).isEqualTo(Shape.of(2, 3));
        assertThat(reference.ids().data()).containsExactly(1, 0, 0, 1, 1, 0);
    }

    @Test
    void severalArePlacedBesideOrBelow() {
        // tokens: 2 × 3, then 2 × 2 below it, then 4 × 1 beside both
        Tensor first = TorchRandom.randn(1, Noise.F32, 1, 4, 6);
        Tensor second = TorchRandom.randn(2, Noise.F32, 1, 4, 4);
        Tensor third = TorchRandom.randn(3, Noise.F32, 1, 8, 2);

        ReferenceTokens references = ReferenceTokens.of(ops, List.of(first, second, third));

        assertThat(references.tokens().shape()).isEqualTo(Shape.of(14, 4));
        assertThat(Arrays.copyOfRange(references.tokens().data(), 24, 40))
                .containsExactly(ops.pack(second).data());
        assertThat(references.ids().data())
                .containsExactly(
                        1, 0, 0, 1, 0, 1, 1, 0, 2, 1, 1, 0, 1, 1, 1, 1, 1, 2, //
                        1, 2, 0, 1, 2, 1, 1, 3, 0, 1, 3, 1, //
                        1, 0, 3, 1, 1, 3, 1, 2, 3, 1, 3, 3);
    }

    @Test
    void needsOne() {
        assertThatThrownBy(() -> ReferenceTokens.of(ops, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
