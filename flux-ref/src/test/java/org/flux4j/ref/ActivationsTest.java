package org.flux4j.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flux4j.contract.Data.tensor;
import static org.flux4j.ref.Numbers.assertDefined;
import static org.flux4j.ref.Numbers.assertValues;
import static org.flux4j.ref.Numbers.at;
import static org.flux4j.ref.Numbers.vector;

import java.util.List;
import java.util.function.UnaryOperator;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests SiLU and the three GELUs, and the error function. */
class ActivationsTest {
    private static final Tensor X = Affine.apply(tensor(1, 3, 5, 7), 3, 0, 1);

    @Test
    void silu() {
        assertDefined(Silu.apply(X, 2), X.shape(), i -> at(X, i) * sigmoid(at(X, i)));
    }

    @Test
    void quickGelu() {
        assertDefined(QuickGelu.apply(X, 2), X.shape(), i -> at(X, i) * sigmoid(1.702 * at(X, i)));
    }

    @Test
    void geluTanh() {
        assertDefined(GeluTanh.apply(X, 2), X.shape(), i -> {
            double x = at(X, i);
            return x * sigmoid(2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * Math.pow(x, 3)));
        });
    }

    /** x/2 · erfc(−x/√2), by Python's math.erfc. */
    @Test
    void geluErf() {
        assertValues(
                GeluErf.apply(vector(-5, -3, -1, -0.5f, 0, 0.25f, 0.5f, 1, 2, 3), 1),
                Shape.of(10),
                -1.4332578593959731e-06,
                -0.004049694094890287,
                -0.15865525393145707,
                -0.15426876936299344,
                0,
                0.14967658142073093,
                0.34573123063700656,
                0.8413447460685429,
                1.9544997361036416,
                2.99595030590511);
    }

    @Test
    void extremesStayFinite() {
        for (UnaryOperator<Tensor> activation : List.<UnaryOperator<Tensor>>of(
                x -> Silu.apply(x, 1),
                x -> GeluTanh.apply(x, 1),
                x -> GeluErf.apply(x, 1),
                x -> QuickGelu.apply(x, 1))) {
            assertValues(
                    activation.apply(vector(80, -80, 1e4f, -1e4f, 0, 1e-30f)), Shape.of(6), 80, 0, 1e4, 0, 0, 5e-31);
        }
    }

    @Test
    void siluKeepsItsFarTail() {
        assertThat((double) Silu.apply(vector(-80), 1).data()[0]).isCloseTo(-80 * Math.exp(-80), within(1e-40));
    }

    /** By Python's math.erf. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1e-300, 1.1283791670955126e-300",
        "1e-8, 1.1283791670955126e-8",
        "0.1, 0.1124629160182849",
        "0.5, 0.5204998778130465",
        "1, 0.8427007929497149",
        "1.5, 0.9661051464753108",
        "2, 0.9953222650189527",
        "2.5, 0.999593047982555",
        "3, 0.9999779095030014",
        "4, 0.9999999845827421",
        "5, 0.9999999999984626",
        "5.9, 0.9999999999999999",
        "6, 1",
        "1e300, 1",
        "Infinity, 1"
    })
    void erf(double x, double expected) {
        assertThat(Erf.erf(x)).isCloseTo(expected, within(4e-15 * expected));
        assertThat(Erf.erf(-x)).isEqualTo(-Erf.erf(x));
    }

    @Test
    void erfOfNaN() {
        assertThat(Erf.erf(Double.NaN)).isNaN();
    }

    private static double sigmoid(double x) {
        return Math.exp(x) / (Math.exp(x) + 1);
    }
}
