package org.flux4j.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;
import static org.flux4j.ref.Numbers.assertNear;
import static org.flux4j.ref.Numbers.at;

import java.util.List;
import org.flux4j.op.LinearTerm;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Qkv;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.junit.jupiter.api.Test;

/** Tests the default methods of the contract against their formulas; intermediate results are rounded to float32. */
class CompositesTest {
    private static final float EPS = 1e-6f;
    private static final Operators OPS = new RefOperators(2);

    @Test
    void modulate() {
        Tensor x = tensor(1, 5, 7);
        Tensor shift = tensor(2, 7);
        Tensor scale = tensor(3, 7);
        Tensor normed = OPS.layerNorm(x, null, null, EPS);
        assertNear(
                OPS.modulate(x, shift, scale, EPS),
                Shape.of(5, 7),
                i -> (1.0 + at(scale, i[1])) * at(normed, i) + at(shift, i[1]));
    }

    @Test
    void gatedAdd() {
        Tensor x = tensor(1, 5, 7);
        Tensor gate = tensor(2, 7);
        Tensor update = tensor(3, 5, 7);
        assertNear(
                OPS.gatedAdd(x, gate, update), Shape.of(5, 7), i -> at(x, i) + (double) at(gate, i[1]) * at(update, i));
    }

    @Test
    void linearGelu() {
        Tensor x = tensor(1, 5, 7);
        Tensor y = OPS.linear(x, weight(2, 3, 7), weight(3, 3));
        assertNear(OPS.linearGelu(x, weight(2, 3, 7), weight(3, 3)), Shape.of(5, 3), i -> GeluTanh.geluTanh(at(y, i)));
    }

    @Test
    void linearWithTerms() {
        Tensor x = tensor(1, 5, 7);
        Tensor h = tensor(2, 5, 2);
        Weight up = weight(5, 2, 2);
        Tensor y = OPS.linear(x, weight(2, 4, 7), weight(3, 4));
        Tensor z = OPS.linear(h, up, null);
        List<LinearTerm> terms = List.of(new LinearTerm(h, up, 1), new LinearTerm(x, weight(2, 4, 7), 0));
        Tensor w = OPS.linear(x, weight(2, 4, 7), null);
        assertNear(
                OPS.linear(x, weight(2, 4, 7), weight(3, 4), terms),
                Shape.of(5, 4),
                i -> (double) at(y, i) + at(w, i) + (i[1] == 1 || i[1] == 2 ? at(z, i[0], i[1] - 1) : 0));
        Tensor sum = OPS.linear(x, weight(2, 4, 7), weight(3, 4), terms);
        assertNear(
                OPS.linearGelu(x, weight(2, 4, 7), weight(3, 4), terms),
                Shape.of(5, 4),
                i -> GeluTanh.geluTanh(at(sum, i)));
    }

    @Test
    void groupNormSilu() {
        Tensor x = tensor(1, 6, 3, 5);
        Tensor normed = OPS.groupNorm(x, weight(2, 6), weight(3, 6), 3, EPS);
        assertNear(OPS.groupNormSilu(x, weight(2, 6), weight(3, 6), 3, EPS), x.shape(), i -> Silu.silu(at(normed, i)));
    }

    @Test
    void groupNormSiluConv2d() {
        Tensor x = tensor(1, 6, 3, 5);
        Padding padding = new Padding(0, 2, 1, 0);
        Tensor activated = OPS.groupNormSilu(x, weight(2, 6), weight(3, 6), 3, EPS);
        Tensor want = OPS.conv2d(activated, weight(4, 2, 6, 3, 2), weight(5, 2), 1, padding);
        assertNear(
                OPS.groupNormSiluConv2d(
                        x, weight(2, 6), weight(3, 6), 3, EPS, weight(4, 2, 6, 3, 2), weight(5, 2), padding),
                Shape.of(2, 2, 6),
                i -> at(want, i));
    }

    @Test
    void splitQkv() {
        int heads = 3;
        int d = 4;
        Tensor qkv = tensor(1, 5, 3 * heads * d);
        Tensor queryScale = tensor(2, d);
        Tensor keyScale = tensor(3, d);
        Tensor pe = tensor(4, 5, d / 2, 2, 2);
        Qkv split = OPS.splitQkv(qkv, heads, weight(queryScale), weight(keyScale), pe, EPS);

        Shape shape = Shape.of(heads, 5, d);
        assertNear(split.q(), shape, i -> rotated(qkv, 0, queryScale, pe, heads, i));
        assertNear(split.k(), shape, i -> rotated(qkv, 1, keyScale, pe, heads, i));
        assertNear(split.v(), shape, i -> at(qkv, i[1], (2 * heads + i[0]) * d + i[2]));
    }

    /** Returns element i of q (part 0) or k (part 1): split into heads, normalised and rotated. */
    private static double rotated(Tensor qkv, int part, Tensor scale, Tensor pe, int heads, int[] i) {
        int d = scale.dim(0);
        int start = (part * heads + i[0]) * d;
        double squares = 0;
        for (int c = 0; c < d; c++) {
            squares += Math.pow(at(qkv, i[1], start + c), 2);
        }
        double rms = Math.sqrt(squares / d + EPS);
        double y = 0;
        for (int c = 0; c < 2; c++) {
            int channel = i[2] / 2 * 2 + c;
            double normed = at(qkv, i[1], start + channel) / rms * at(scale, channel);
            y += at(pe, i[1], i[2] / 2, i[2] % 2, c) * normed;
        }
        return y;
    }

    @Test
    void splitIsConsecutiveSlices() {
        Tensor x = tensor(1, 5, 7);
        List<Tensor> parts = OPS.split(x, -1, 2, 0, 5);
        assertThat(parts).extracting(Tensor::shape).containsExactly(Shape.of(5, 2), Shape.of(5, 0), Shape.of(5, 5));
        assertThat(parts.getFirst().data()).isEqualTo(OPS.slice(x, 1, 0, 2).data());
        assertThat(parts.getLast().data()).isEqualTo(OPS.slice(x, 1, 2, 7).data());
    }

    @Test
    void attentionIsScaledByTheSizeOfAHead() {
        Tensor q = tensor(1, 2, 3, 16);
        Tensor k = tensor(2, 2, 5, 16);
        Tensor v = tensor(3, 2, 5, 16);
        Tensor bias = tensor(4, 1, 3, 5);
        assertThat(OPS.attention(new Qkv(q, k, v), bias).data())
                .isEqualTo(OPS.attention(q, k, v, 0.25f, bias).data());
    }
}
