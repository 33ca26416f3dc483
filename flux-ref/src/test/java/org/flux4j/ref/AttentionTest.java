package org.flux4j.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flux4j.contract.Data.tensor;
import static org.flux4j.ref.Numbers.assertDefined;
import static org.flux4j.ref.Numbers.assertValues;
import static org.flux4j.ref.Numbers.at;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttentionTest {
    @Test
    void byHand() {
        Tensor q = Tensor.of(Shape.of(1, 1, 2), 1, 0);
        Tensor k = Tensor.of(Shape.of(1, 2, 2), 0, 7, (float) Math.log(3), -2);
        Tensor v = Tensor.of(Shape.of(1, 2, 2), 4, 0, 0, 8);

        // The scores are 0 and ln 3, so the weights are 1/4 and 3/4.
        double ln3 = (float) Math.log(3);
        double second = Math.exp(ln3) / (1 + Math.exp(ln3));
        assertValues(Attention.apply(q, k, v, 1, null, 1), Shape.of(1, 2), 4 * (1 - second), 8 * second);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1,2,0", "3,5,5,4,0", "2,7,3,6,1", "3,2,11,5,3", "1,13,1,3,1", "5,1,17,1,5"})
    void byDefinition(int heads, int lq, int lk, int d, int biasHeads) {
        Tensor q = tensor(1, heads, lq, d);
        Tensor k = tensor(2, heads, lk, d);
        Tensor v = tensor(3, heads, lk, d);
        Tensor bias = biasHeads == 0 ? null : tensor(4, biasHeads, lq, lk);
        float scale = 0.7f;

        assertDefined(Attention.apply(q, k, v, scale, bias, 2), Shape.of(lq, heads * d), i -> {
            int head = i[1] / d;
            double sum = 0;
            double total = 0;
            for (int j = 0; j < lk; j++) {
                double score = bias == null ? 0 : at(bias, head % biasHeads, i[0], j);
                for (int c = 0; c < d; c++) {
                    score += (double) scale * at(q, head, i[0], c) * at(k, head, j, c);
                }
                sum += Math.exp(score) * at(v, head, j, i[1] % d);
                total += Math.exp(score);
            }
            return sum / total;
        });
    }

    @Test
    void minusInfinityHidesAKey() {
        Tensor q = tensor(1, 2, 3, 4);
        Tensor k = tensor(2, 2, 5, 4);
        Tensor v = tensor(3, 2, 5, 4);
        Tensor bias = Tensor.zeros(1, 3, 5);
        for (int query = 0; query < 3; query++) {
            bias.data()[query * 5 + 4] = Float.NEGATIVE_INFINITY;
        }
        Tensor visibleK = Slice.apply(k, 1, 0, 4);
        Tensor visibleV = Slice.apply(v, 1, 0, 4);

        assertThat(Attention.apply(q, k, v, 0.5f, bias, 1).data())
                .isEqualTo(Attention.apply(q, visibleK, visibleV, 0.5f, null, 1).data());
    }

    @Test
    void aQueryWithoutVisibleKeysYieldsNaN() {
        Tensor bias = Tensor.of(Shape.of(1, 2, 1), Float.NEGATIVE_INFINITY, 0);
        Tensor ones = Tensor.of(Shape.of(1, 2, 1), 1, 1);
        Tensor one = Tensor.of(Shape.of(1, 1, 1), 1);

        assertThat(Attention.apply(ones, one, one, 1, bias, 1).data()).containsExactly(Float.NaN, 1);
    }

    @Test
    void hugeScoresPickTheLargest() {
        Tensor q = Tensor.of(Shape.of(1, 1, 1), 1e19f);
        Tensor k = Tensor.of(Shape.of(1, 3, 1), -1e19f, 1e19f, 9e18f);
        Tensor v = Tensor.of(Shape.of(1, 3, 1), 2, 3, 5);

        assertValues(Attention.apply(q, k, v, 1, null, 1), Shape.of(1, 1), 3);
    }
}
