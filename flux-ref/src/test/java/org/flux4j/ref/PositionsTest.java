package org.flux4j.ref;

import static org.flux4j.contract.Data.tensor;
import static org.flux4j.ref.Numbers.assertDefined;
import static org.flux4j.ref.Numbers.assertValues;
import static org.flux4j.ref.Numbers.at;
import static org.flux4j.ref.Numbers.vector;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests timestep embedding and rotary position embedding. */
class PositionsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 9, 256})
    void timestepEmbedding(int dim) {
        Tensor t = vector(0, 0.37f, 1);
        int half = dim / 2;
        assertDefined(TimestepEmbedding.apply(t, dim, 10000, 1000), Shape.of(3, dim), i -> {
            double angle = 1000.0 * at(t, i[0]) * Math.exp(-Math.log(10000) * (i[1] % Math.max(half, 1)) / half);
            return i[1] < half ? Math.cos(angle) : i[1] < 2 * half ? Math.sin(angle) : 0;
        });
    }

    @Test
    void ropeByHand() {
        Tensor ids = Tensor.of(Shape.of(1, 2), 3, 5);
        // Axis 0 has one pair, axis 1 two: angles 3, 5 and 5 / √100.
        double[] angles = {3, 5, 0.5};
        assertDefined(Rope.apply(ids, new int[] {2, 4}, 100), Shape.of(1, 3, 2, 2), i -> {
            double phi = angles[i[1]];
            return new double[][] {{Math.cos(phi), -Math.sin(phi)}, {Math.sin(phi), Math.cos(phi)}}[i[2]][i[3]];
        });
    }

    @Test
    void ropeOfFarPositionsIsExact() {
        Tensor ids = Tensor.of(Shape.of(2, 3), 1, 511, 16_777_215, 0, 4095, 123_457);
        assertDefined(Rope.apply(ids, new int[] {4, 6, 8}, 10000), Shape.of(2, 9, 2, 2), i -> {
            int axis = i[1] < 2 ? 0 : i[1] < 5 ? 1 : 2;
            int pair = i[1] - new int[] {0, 2, 5}[axis];
            double phi = at(ids, i[0], axis) / Math.pow(10000, pair / new double[] {2, 3, 4}[axis]);
            return i[2] == i[3] ? Math.cos(phi) : i[2] == 0 ? -Math.sin(phi) : Math.sin(phi);
        });
    }

    /** Complex multiplication: (x0 + x1·i) · e^(iφ). */
    @Test
    void applyRopeRotatesPairs() {
        Tensor x = tensor(1, 3, 2, 4);
        float[] angles = {0.3f, -1, 2, 0};
        Tensor pe = Tensor.zeros(2, 2, 2, 2);
        for (int i = 0; i < 4; i++) {
            float cos = (float) Math.cos(angles[i]);
            float sin = (float) Math.sin(angles[i]);
            System.arraycopy(new float[] {cos, -sin, sin, cos}, 0, pe.data(), 4 * i, 4);
        }
        assertDefined(ApplyRope.apply(x, pe, 2), x.shape(), i -> {
            double cos = (float) Math.cos(angles[i[1] * 2 + i[2] / 2]);
            double sin = (float) Math.sin(angles[i[1] * 2 + i[2] / 2]);
            double even = at(x, i[0], i[1], i[2] / 2 * 2);
            double odd = at(x, i[0], i[1], i[2] / 2 * 2 + 1);
            return i[2] % 2 == 0 ? even * cos - odd * sin : odd * cos + even * sin;
        });
    }

    @Test
    void applyRopeUsesEveryEntryOfTheMatrix() {
        Tensor x = Tensor.of(Shape.of(1, 1, 2), 1, 10);
        Tensor pe = Tensor.of(Shape.of(1, 1, 2, 2), 1, 2, 3, 4);
        assertValues(ApplyRope.apply(x, pe, 1), Shape.of(1, 1, 2), 21, 43);
    }
}
