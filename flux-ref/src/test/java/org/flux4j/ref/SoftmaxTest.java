package org.flux4j.ref;

import static org.flux4j.contract.Data.tensor;
import static org.flux4j.ref.Numbers.assertDefined;
import static org.flux4j.ref.Numbers.assertValues;
import static org.flux4j.ref.Numbers.at;
import static org.flux4j.ref.Numbers.vector;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
    @Test
    void byDefinition() {
        Tensor x = tensor(1, 3, 5, 7);
        assertDefined(Softmax.apply(x, 2), x.shape(), i -> {
            double sum = 0;
            for (int j = 0; j < 7; j++) {
                sum += Math.exp(at(x, i[0], i[1], j));
            }
            return Math.exp(at(x, i)) / sum;
        });
    }

    @Test
    void ofOneValueIsOne() {
        assertValues(Softmax.apply(Tensor.of(Shape.of(2, 1), -7, 1e30f), 1), Shape.of(2, 1), 1, 1);
    }

    @Test
    void extremes() {
        double e = Math.exp(-160);
        assertValues(Softmax.apply(vector(80, -80, 80), 1), Shape.of(3), 0.5, e / 2, 0.5);
        assertValues(Softmax.apply(vector(3e38f, -3e38f), 1), Shape.of(2), 1, 0);
        assertValues(Softmax.apply(vector(Float.NEGATIVE_INFINITY, 5, 5), 1), Shape.of(3), 0, 0.5, 0.5);
    }
}
