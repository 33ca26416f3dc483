package org.flux4j.ref;

import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;
import static org.flux4j.ref.Numbers.assertDefined;
import static org.flux4j.ref.Numbers.assertValues;
import static org.flux4j.ref.Numbers.at;

import org.flux4j.op.Padding;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Conv2dTest {
    @Test
    void byHand() {
        Tensor x = Tensor.of(Shape.of(1, 2, 3), 1, 2, 3, 4, 5, 6);
        Weight weight = Weight.of(Shape.of(1, 1, 2, 2), 1, 10, 100, 1000);

        assertValues(Conv2d.apply(x, weight, null, 1, Padding.NONE, 1), Shape.of(1, 1, 2), 5421, 6532);
        assertValues(
                Conv2d.apply(x, weight, Weight.of(Shape.of(1), 0.5f), 2, new Padding(0, 0, 1, 1), 1),
                Shape.of(1, 1, 2),
                5421.5,
                603.5);
        assertValues(
                Conv2d.apply(x, weight, null, 1, new Padding(1, 1, 0, 0), 1),
                Shape.of(1, 2, 3),
                1000,
                2100,
                3200,
                4010,
                5421,
                6532);
    }

    @ParameterizedTest
    @CsvSource({
        // C, H, W, O, kh, kw, stride, top, left, bottom, right
        "1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0",
        "5, 7, 3, 4, 1, 1, 1, 0, 0, 0, 0",
        "3, 9, 7, 5, 3, 3, 1, 1, 1, 1, 1",
        "3, 8, 10, 2, 3, 3, 2, 0, 0, 1, 1",
        "2, 7, 11, 3, 3, 2, 2, 2, 0, 1, 3",
        "2, 13, 5, 3, 2, 4, 3, 0, 4, 0, 2",
        "1, 2, 2, 2, 5, 5, 1, 2, 2, 2, 2",
        "2, 3, 3, 1, 2, 2, 3, 5, 5, 5, 5",
        "1, 4, 4, 1, 3, 3, 7, 0, 0, 0, 0"
    })
    void byDefinition(
            int c, int h, int w, int o, int kh, int kw, int stride, int top, int left, int bottom, int right) {
        Tensor x = tensor(1, c, h, w);
        Tensor weight = tensor(2, o, c, kh, kw);
        Tensor bias = tensor(3, o);
        Tensor padded = Tensor.zeros(c, h + top + bottom, w + left + right);
        for (int row = 0; row < c * h; row++) {
            int to = (row / h * padded.dim(1) + row % h + top) * padded.dim(2) + left;
            System.arraycopy(x.data(), row * w, padded.data(), to, w);
        }
        Shape shape = Shape.of(o, (h + top + bottom - kh) / stride + 1, (w + left + right - kw) / stride + 1);

        Padding padding = new Padding(top, left, bottom, right);
        assertDefined(Conv2d.apply(x, weight(weight), weight(bias), stride, padding, 2), shape, i -> {
            double y = at(bias, i[0]);
            for (int d = 0; d < c; d++) {
                for (int u = 0; u < kh; u++) {
                    for (int v = 0; v < kw; v++) {
                        y += (double) at(weight, i[0], d, u, v) * at(padded, d, i[1] * stride + u, i[2] * stride + v);
                    }
                }
            }
            return y;
        });
    }
}
