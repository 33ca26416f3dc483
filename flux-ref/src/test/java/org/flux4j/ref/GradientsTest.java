package org.flux4j.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.flux4j.contract.Data.tensor;

import java.util.Arrays;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.op.Gradients;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Qkv;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares every gradient with central differences of its operator, at small sizes of every kind. */
class GradientsTest {
    private static final Operators OPS = new RefOperators(2);
    private static final Gradients GRADIENTS = OPS.gradients();

    /** The step of the differences: with four points, their error is about step⁴, and the rounding of y about 2⁻²⁴ / step. */
    private static final float STEP = 0x1p-5f;

    /** Large, so that the second derivative of a norm is small wherever the values happen to be alike. */
    private static final float EPS = 0.25f;

    /** Random sizes, and the numbers of a case. */
    record Sizes(int seed, Random random) {
        static Sizes of(int seed) {
            return new Sizes(seed, new Random(seed));
        }

        int size(int most) {
            return 1 + random.nextInt(most);
        }

        Tensor numbers(int... dims) {
            return tensor(random.nextInt(), dims);
        }

        @Override
        public String toString() {
            return "seed " + seed;
        }
    }

    static Stream<Sizes> sizes() {
        return IntStream.range(0, 12).mapToObj(Sizes::of);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void linear(Sizes sizes) {
        Tensor x = sizes.numbers(sizes.size(4), sizes.size(5));
        Tensor weight = sizes.numbers(sizes.size(6), x.dim(1));
        Tensor bias = sizes.numbers(weight.dim(0));
        check(
                a -> OPS.linear(a[0], weight(a[1]), weight(a[2])),
                (dy, a) -> {
                    Tensor[] sums = zeros(a[1], a[2]);
                    GRADIENTS.addLinear(dy, a[0], sums[0].data(), sums[1].data());
                    return new Tensor[] {GRADIENTS.linear(dy, weight(a[1])), sums[0], sums[1]};
                },
                x,
                weight,
                bias);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void attention(Sizes sizes) {
        int heads = sizes.size(3);
        int d = sizes.size(4);
        int lk = sizes.size(5);
        Tensor q = sizes.numbers(heads, sizes.size(4), d);
        Tensor bias = sizes.numbers(sizes.random.nextBoolean() ? 1 : heads, q.dim(1), lk);
        check(
                a -> OPS.attention(a[0], a[1], a[2], 0.7f, bias),
                (dy, a) -> {
                    Qkv gradients = GRADIENTS.attention(dy, a[0], a[1], a[2], 0.7f, bias);
                    return new Tensor[] {gradients.q(), gradients.k(), gradients.v()};
                },
                q,
                sizes.numbers(heads, lk, d),
                sizes.numbers(heads, lk, d));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void conv2d(Sizes sizes) {
        Tensor x = sizes.numbers(sizes.size(3), 2 + sizes.size(4), 2 + sizes.size(4));
        Tensor weight = sizes.numbers(sizes.size(3), x.dim(0), sizes.size(3), sizes.size(3));
        Tensor bias = sizes.numbers(weight.dim(0));
        int stride = sizes.size(3);
        Padding padding = new Padding(
                sizes.random.nextInt(3), sizes.random.nextInt(3), sizes.random.nextInt(3), sizes.random.nextInt(3));
        check(
                a -> OPS.conv2d(a[0], weight(a[1]), weight(a[2]), stride, padding),
                (dy, a) -> {
                    Tensor[] sums = zeros(a[1], a[2]);
                    GRADIENTS.addConv2d(dy, a[0], weight(a[1]), stride, padding, sums[0].data(), sums[1].data());
                    Tensor dx = GRADIENTS.conv2d(dy, a[0].shape(), weight(a[1]), stride, padding);
                    return new Tensor[] {dx, sums[0], sums[1]};
                },
                x,
                weight,
                bias);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void layerNorm(Sizes sizes) {
        Tensor x = sizes.numbers(sizes.size(4), 2 + sizes.size(6));
        check(
                a -> OPS.layerNorm(a[0], weight(a[1]), weight(a[2]), EPS),
                (dy, a) -> {
                    Tensor[] sums = zeros(a[1], a[2]);
                    GRADIENTS.addLayerNorm(dy, a[0], EPS, sums[0].data(), sums[1].data());
                    return new Tensor[] {GRADIENTS.layerNorm(dy, a[0], weight(a[1]), EPS), sums[0], sums[1]};
                },
                x,
                sizes.numbers(x.dim(1)),
                sizes.numbers(x.dim(1)));
    }

    @Test
    void layerNormWithoutWeights() {
        check(
                a -> OPS.layerNorm(a[0], null, null, EPS),
                (dy, a) -> new Tensor[] {GRADIENTS.layerNorm(dy, a[0], null, EPS)},
                tensor(3, 2, 5));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void rmsNorm(Sizes sizes) {
        Tensor x = sizes.numbers(sizes.size(3), sizes.size(4), 1 + sizes.size(6));
        check(
                a -> OPS.rmsNorm(a[0], weight(a[1]), EPS),
                (dy, a) -> {
                    Tensor[] sums = zeros(a[1]);
                    GRADIENTS.addRmsNorm(dy, a[0], EPS, sums[0].data());
                    return new Tensor[] {GRADIENTS.rmsNorm(dy, a[0], weight(a[1]), EPS), sums[0]};
                },
                x,
                sizes.numbers(x.dim(2)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void groupNorm(Sizes sizes) {
        int groups = sizes.size(3);
        Tensor x = sizes.numbers(groups * sizes.size(3), 1 + sizes.size(3), 1 + sizes.size(3));
        check(
                a -> OPS.groupNorm(a[0], weight(a[1]), weight(a[2]), groups, EPS),
                (dy, a) -> {
                    Tensor[] sums = zeros(a[1], a[2]);
                    GRADIENTS.addGroupNorm(dy, a[0], groups, EPS, sums[0].data(), sums[1].data());
                    return new Tensor[] {GRADIENTS.groupNorm(dy, a[0], weight(a[1]), groups, EPS), sums[0], sums[1]};
                },
                x,
                sizes.numbers(x.dim(0)),
                sizes.numbers(x.dim(0)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void activations(Sizes sizes) {
        Tensor x = OPS.affine(sizes.numbers(sizes.size(4), sizes.size(9)), 3, 0);
        checkOne(OPS::silu, GRADIENTS::silu, x);
        checkOne(OPS::geluTanh, GRADIENTS::geluTanh, x);
        checkOne(OPS::geluErf, GRADIENTS::geluErf, x);
        checkOne(OPS::quickGelu, GRADIENTS::quickGelu, x);
        checkOne(OPS::softmax, (dy, a) -> GRADIENTS.softmax(dy, OPS.softmax(a)), x);
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void positions(Sizes sizes) {
        int[] axesDim = {2 * sizes.size(2), 2 * sizes.size(3)};
        int d = axesDim[0] + axesDim[1];
        int l = sizes.size(4);
        Tensor x = sizes.numbers(sizes.size(3), l, d);
        check(
                a -> OPS.applyRope(a[0], a[1]),
                (dy, a) -> new Tensor[] {GRADIENTS.applyRope(dy, a[1]), GRADIENTS.applyRopeRotations(dy, a[0])},
                x,
                sizes.numbers(l, d / 2, 2, 2));
        checkOne(
                ids -> OPS.rope(ids, axesDim, 100),
                (dy, ids) -> GRADIENTS.rope(dy, ids, axesDim, 100),
                sizes.numbers(l, 2));
        int dim = 1 + sizes.size(8);
        checkOne(
                t -> OPS.timestepEmbedding(t, dim, 100, 2),
                (dy, t) -> GRADIENTS.timestepEmbedding(dy, t, 100, 2),
                sizes.numbers(l));
    }

    @Test
    void embedding() {
        int[] ids = {2, 0, 2, 3};
        checkOne(
                table -> OPS.embedding(ids, weight(table)),
                (dy, table) -> {
                    Tensor[] sums = zeros(table);
                    GRADIENTS.addEmbedding(dy, ids, sums[0].data());
                    return sums[0];
                },
                tensor(5, 4, 3));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void broadcast(Sizes sizes) {
        Tensor a = sizes.numbers(sizes.size(3), sizes.size(4), sizes.size(5));
        for (Tensor b : new Tensor[] {
            sizes.numbers(1), sizes.numbers(a.dim(2)), sizes.numbers(a.shape().toArray())
        }) {
            checkOne(x -> OPS.add(a, x), (dy, x) -> GRADIENTS.broadcast(dy, x.shape()), b);
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void layout(Sizes sizes) {
        int heads = sizes.size(3);
        checkOne(
                x -> OPS.splitHeads(x, heads),
                (dy, x) -> GRADIENTS.splitHeads(dy),
                sizes.numbers(sizes.size(4), heads * sizes.size(3)));
        int factor = sizes.size(3);
        checkOne(
                x -> OPS.upsampleNearest(x, factor),
                (dy, x) -> GRADIENTS.upsampleNearest(dy, factor),
                sizes.numbers(sizes.size(3), sizes.size(4), sizes.size(4)));
    }

    /** Gradients of parameters are added to what is there, and one that is not wanted is left out. */
    @Test
    void gradientsOfParametersAccumulate() {
        Tensor x = tensor(1, 3, 2);
        Tensor dy = tensor(2, 3, 4);
        float[] once = new float[8];
        float[] twice = new float[8];
        float[] bias = new float[4];
        GRADIENTS.addLinear(dy, x, once, null);
        GRADIENTS.addLinear(dy, x, twice, bias);
        GRADIENTS.addLinear(dy, x, twice, null);
        for (int i = 0; i < 8; i++) {
            assertThat(once[i]).isNotZero();
            assertThat(twice[i]).isEqualTo(2 * once[i]);
        }
        assertThat(bias[0]).isEqualTo((float) ((double) dy.data()[0] + dy.data()[4] + dy.data()[8]));
    }

    private static Weight weight(Tensor tensor) {
        return Weight.of(tensor.shape(), tensor.data());
    }

    private static Tensor[] zeros(Tensor... like) {
        return Arrays.stream(like).map(tensor -> Tensor.zeros(tensor.shape())).toArray(Tensor[]::new);
    }

    private static void checkOne(
            Function<Tensor, Tensor> forward, BiFunction<Tensor, Tensor, Tensor> backward, Tensor argument) {
        check(
                (Tensor[] a) -> forward.apply(a[0]),
                (Tensor dy, Tensor[] a) -> new Tensor[] {backward.apply(dy, a[0])},
                new Tensor[] {argument});
    }

    /** Checks the gradients of Σ dy · forward(arguments) with respect to each element of each argument. */
    private static void check(
            Function<Tensor[], Tensor> forward, BiFunction<Tensor, Tensor[], Tensor[]> backward, Tensor... arguments) {
        Tensor dy = tensor(99, forward.apply(arguments).shape().toArray());
        Tensor[] gradients = backward.apply(dy, arguments);
        assertThat(gradients).hasSameSizeAs(arguments);
        for (int argument = 0; argument < arguments.length; argument++) {
            assertThat(gradients[argument].shape()).isEqualTo(arguments[argument].shape());
            for (int i = 0; i < arguments[argument].data().length; i++) {
                double near = difference(forward, arguments, argument, i, STEP, dy);
                double far = difference(forward, arguments, argument, i, 2 * STEP, dy);
                double expected = (4 * near - far) / 3;
                assertThat((double) gradients[argument].data()[i])
                        .as("argument %s, element %s", argument, i)
                        .isCloseTo(expected, within(2e-4 * (1 + Math.abs(expected))));
            }
        }
    }

    /** Returns the quotient of the difference of Σ dy · y and that of an element. */
    private static double difference(
            Function<Tensor[], Tensor> forward, Tensor[] arguments, int argument, int i, float step, Tensor dy) {
        return (sum(forward, arguments, argument, i, step, dy) - sum(forward, arguments, argument, i, -step, dy))
                / (2 * step);
    }

    private static double sum(
            Function<Tensor[], Tensor> forward, Tensor[] arguments, int argument, int i, float step, Tensor dy) {
        Tensor[] changed = arguments.clone();
        float[] data = arguments[argument].data().clone();
        data[i] += step;
        changed[argument] = Tensor.of(arguments[argument].shape(), data);
        Tensor y = forward.apply(changed);
        double sum = 0;
        for (int j = 0; j < y.data().length; j++) {
            sum += (double) dy.data()[j] * y.data()[j];
        }
        return sum;
    }
}
