package org.flux4j.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;
import static org.flux4j.ref.Numbers.assertDefined;
import static org.flux4j.ref.Numbers.assertNear;
import static org.flux4j.ref.Numbers.assertValues;
import static org.flux4j.ref.Numbers.at;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests layer norm, RMS norm and group norm. */
class NormsTest {
    private static final float EPS = 1e-6f;

    @Test
    void layerNormByHand() {
        Tensor x = Tensor.of(Shape.of(2, 4), 1, 1, 5, 5, -3, -3, -3, -3);
        Weight weight = Weight.of(Shape.of(4), 1, 2, 3, 4);
        Weight bias = Weight.of(Shape.of(4), 0.5f, 0, 0, -1);

        // Row 0: mean 3, variance 4, and eps 5 makes √9. Row 1 has no deviation.
        assertValues(
                LayerNorm.apply(x, weight, bias, 5, 1),
                Shape.of(2, 4),
                -2 / 3. + 0.5,
                -4 / 3.,
                2,
                8 / 3. - 1,
                0.5,
                0,
                0,
                -1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 7", "5, 129"})
    void layerNormByDefinition(int l, int c) {
        Tensor x = tensor(1, l, c);
        Tensor weight = tensor(2, c);
        Tensor bias = tensor(3, c);

        // Var(x) = E(x²) − E(x)²: another way to the same number.
        assertDefined(LayerNorm.apply(x, weight(weight), weight(bias), EPS, 2), Shape.of(l, c), i -> {
            double sum = 0;
            double squares = 0;
            for (int j = 0; j < c; j++) {
                sum += at(x, i[0], j);
                squares += (double) at(x, i[0], j) * at(x, i[0], j);
            }
            double variance = squares / c - sum / c * (sum / c);
            return (at(x, i[0], i[1]) - sum / c) / Math.sqrt(variance + EPS) * at(weight, i[1]) + at(bias, i[1]);
        });
    }

    @Test
    void layerNormWithoutWeights() {
        Tensor x = tensor(1, 3, 5);
        Weight ones = Weight.of(Shape.of(5), 1, 1, 1, 1, 1);
        Weight zeros = Weight.of(Shape.of(5), 0, 0, 0, 0, 0);

        assertThat(LayerNorm.apply(x, null, null, EPS, 1).data())
                .isEqualTo(LayerNorm.apply(x, ones, zeros, EPS, 1).data());
    }

    @Test
    void layerNormOfALargeMean() {
        Tensor near = Tensor.of(Shape.of(1, 4), -2, 0, 1, 1);
        Tensor far = Affine.apply(near, 1, 8_000_000, 1);

        assertThat(LayerNorm.apply(far, null, null, EPS, 1).data())
                .isEqualTo(LayerNorm.apply(near, null, null, EPS, 1).data());
    }

    @Test
    void rmsNormByHand() {
        Tensor x = Tensor.of(Shape.of(2, 2), 3, -4, 0, 0);
        Weight scale = Weight.of(Shape.of(2), 2, -1);

        assertValues(RmsNorm.apply(x, scale, 3.5f, 1), Shape.of(2, 2), 6 / Math.sqrt(16), 4 / Math.sqrt(16), 0, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 5, 7", "2, 4, 65"})
    void rmsNormByDefinition(int h, int l, int d) {
        Tensor x = tensor(1, h, l, d);
        Tensor scale = tensor(2, d);

        assertDefined(RmsNorm.apply(x, weight(scale), EPS, 2), Shape.of(h, l, d), i -> {
            double length = 0;
            for (int j = 0; j < d; j++) {
                length = Math.hypot(length, at(x, i[0], i[1], j));
            }
            return at(x, i) * at(scale, i[2]) / Math.sqrt(length * length / d + EPS);
        });
    }

    @Test
    void rmsNormOfHugeValues() {
        Tensor x = Tensor.of(Shape.of(1, 2), 3e30f, -3e30f);
        assertValues(RmsNorm.apply(x, Weight.of(Shape.of(2), 1, 1), EPS, 1), Shape.of(1, 2), 1, -1);
    }

    @ParameterizedTest
    @CsvSource({"4, 1, 1, 4", "6, 3, 5, 3", "6, 3, 5, 1", "5, 7, 2, 5"})
    void groupNormIsALayerNormOfEachGroup(int c, int h, int w, int groups) {
        Tensor x = tensor(1, c, h, w);
        Tensor weight = tensor(2, c);
        Tensor bias = tensor(3, c);
        Tensor rows = x.reshape(groups, c / groups * h * w);

        Tensor normed = LayerNorm.apply(rows, null, null, EPS, 1).reshape(c, h, w);
        assertNear(
                GroupNorm.apply(x, weight(weight), weight(bias), groups, EPS, 2),
                x.shape(),
                i -> (double) at(normed, i) * at(weight, i[0]) + at(bias, i[0]));
    }

    @Test
    void groupNormByHand() {
        Tensor x = Tensor.of(Shape.of(4, 1, 2), 0, 2, 4, 6, 7, 7, 9, 9);
        Weight weight = Weight.of(Shape.of(4), 1, 2, 3, 4);
        Weight bias = Weight.of(Shape.of(4), 0, 0, 0, 10);

        // Group 0: mean 3, variance 5, and eps 4 makes √9. Group 1: mean 8, variance 1, √5.
        double s = 1 / Math.sqrt(5);
        assertValues(
                GroupNorm.apply(x, weight, bias, 2, 4, 1),
                Shape.of(4, 1, 2),
                -1,
                -1 / 3.,
                2 / 3.,
                2,
                -3 * s,
                -3 * s,
                10 + 4 * s,
                10 + 4 * s);
    }
}
