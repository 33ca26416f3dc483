package org.flux4j.vector;

import static org.flux4j.vector.Data.tensor;
import static org.flux4j.vector.Data.weight;

import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.op.DType;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Qkv;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.ref.RefOperators;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator against the reference, at ragged sizes, every lane width and on one and two threads. */
class AgainstReferenceTest {
    private static final int[] SIZES = {1, 3, 7, 13, 17, 33, 65, 129, 207};

    /** Sums of n products of normal numbers: each of n roundings is of a sum that has grown to √n, and half undo the others. */
    private static Budget sums(int n) {
        return new Budget(1e-6 + 1e-7 * n, 1e-6);
    }

    private static final Budget FUNCTION = new Budget(1e-7, 2e-6);
    private static final Budget NORM = new Budget(2e-6, 2e-6);

    record Case(String name, Budget budget, Function<Operators, Tensor> call) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"linear", "attention", "conv2d", "norms", "functions", "rows", "layout", "positions", "composites"})
    void agrees(Case test) {
        Tensor want = test.call().apply(new RefOperators(2));
        Machines.all()
                .forEach((name, ops) ->
                        test.budget().check(test + ", " + name, Machines.poisoned(ops, test.call()), want));
    }

    static Stream<Case> linear() {
        Stream<Case> sizes = IntStream.range(0, SIZES.length)
                .boxed()
                .flatMap(i -> Stream.of(
                        linear(SIZES[i], SIZES[(i + 4) % SIZES.length], SIZES[(i + 7) % SIZES.length], DType.F32),
                        linear(SIZES[i], 700, 5, DType.BF16)));
        Stream<Case> types = Stream.of(DType.F32, DType.BF16, DType.F16, DType.F8_E4M3)
                .flatMap(dtype -> Stream.of(linear(2, 77, 19, dtype), linear(40, 531, 101, dtype)));
        Stream<Case> others = Stream.of(
                linear(1000, 19, 13, DType.F32),
                new Case(
                        "linear without bias", sums(65), ops -> ops.linear(tensor(1, 33, 65), weight(2, 17, 65), null)),
                new Case(
                        "linear of parts",
                        sums(65),
                        ops -> ops.linear(
                                tensor(1, 33, 65),
                                Weight.join(weight(2, 17, 65), weight(DType.BF16, 3, 12, 65)),
                                null)));
        return Stream.of(sizes, types, others).flatMap(cases -> cases);
    }

    private static Case linear(int l, int k, int n, DType dtype) {
        Tensor x = tensor(1, l, k);
        Weight w = weight(dtype, 2, n, k);
        Weight bias = weight(dtype, 3, n);
        return new Case("linear %d×%d×%d %s".formatted(l, k, n, dtype), sums(k), ops -> ops.linear(x, w, bias));
    }

    static Stream<Case> attention() {
        return Stream.of(
                attention(1, 1, 1, 1, 0),
                attention(2, 3, 7, 5, 0),
                attention(3, 7, 3, 8, 3),
                attention(2, 33, 17, 13, 1),
                attention(1, 65, 129, 16, 1),
                attention(2, 129, 207, 64, 2),
                attention(3, 207, 413, 33, 0),
                attention(24, 17, 17, 128, 0),
                new Case("attention with hidden keys", NORM, ops -> {
                    Tensor bias = tensor(9, 1, 40, 300);
                    for (int i = 0; i < bias.data().length; i++) {
                        if (i % 300 > i / 300 + 1 || (i / 300 == 7 && i % 300 < 5)) {
                            bias.data()[i] = Float.NEGATIVE_INFINITY;
                        }
                    }
                    return ops.attention(tensor(1, 2, 40, 9), tensor(2, 2, 300, 9), tensor(3, 2, 300, 9), 0.3f, bias);
                }),
                new Case(
                        "attention with large scores",
                        new Budget(2e-4, 2e-4),
                        ops -> ops.attention(
                                tensor(1, 2, 40, 16), tensor(2, 2, 300, 16), tensor(3, 2, 300, 16), 50, null)));
    }

    /** @param biases how many heads the bias has: 0 for no bias */
    private static Case attention(int heads, int lq, int lk, int d, int biases) {
        Tensor q = tensor(1, heads, lq, d);
        Tensor k = tensor(2, heads, lk, d);
        Tensor v = tensor(3, heads, lk, d);
        Tensor bias = biases == 0 ? null : tensor(4, biases, lq, lk);
        return new Case(
                "attention %d heads, %d queries, %d keys of %d, %d biases".formatted(heads, lq, lk, d, biases),
                new Budget(3e-6, 3e-6),
                ops -> ops.attention(q, k, v, (float) (1 / Math.sqrt(d)), bias));
    }

    static Stream<Case> conv2d() {
        return Stream.of(
                conv2d(1, 1, 1, 1, 1, 1, Padding.NONE),
                conv2d(3, 7, 5, 4, 3, 1, Padding.same(1)),
                conv2d(5, 13, 17, 7, 3, 1, Padding.same(1)),
                conv2d(17, 33, 31, 13, 3, 1, Padding.same(1)),
                conv2d(60, 9, 65, 103, 3, 1, Padding.same(1)),
                conv2d(8, 1, 1, 7, 3, 1, Padding.same(1)),
                conv2d(9, 70, 131, 5, 3, 1, Padding.NONE),
                conv2d(12, 3, 34, 50, 3, 1, new Padding(4, 0, 1, 5)),
                conv2d(7, 13, 18, 6, 3, 2, new Padding(0, 0, 1, 1)),
                conv2d(3, 65, 67, 5, 3, 2, new Padding(0, 0, 1, 1)),
                conv2d(33, 17, 3, 19, 1, 1, Padding.NONE),
                conv2d(4, 3, 40, 9, 1, 1, Padding.NONE),
                conv2d(2, 11, 9, 3, 5, 3, new Padding(4, 0, 2, 7)),
                conv2d(2, 1, 1, 3, 3, 1, Padding.same(3)),
                new Case(
                        "conv2d of large values",
                        new Budget(80 * (1e-6 + 1e-7 * 9 * 12), 1e-6),
                        ops -> ops.conv2d(
                                ops.affine(tensor(1, 12, 9, 40), 80, 0),
                                weight(2, 7, 12, 3, 3),
                                weight(3, 7),
                                1,
                                Padding.same(1))));
    }

    private static Case conv2d(int c, int h, int w, int o, int kernel, int stride, Padding padding) {
        Tensor x = tensor(1, c, h, w);
        Weight weights = weight(2, o, c, kernel, kernel);
        Weight bias = weight(3, o);
        return new Case(
                "conv2d %d×%d×%d to %d, kernel %d, stride %d, %s".formatted(c, h, w, o, kernel, stride, padding),
                sums(c * kernel * kernel),
                ops -> ops.conv2d(x, weights, bias, stride, padding));
    }

    static Stream<Case> norms() {
        Stream<Case> rows = IntStream.of(SIZES)
                .boxed()
                .flatMap(c -> Stream.of(
                        new Case(
                                "layer norm of " + c,
                                NORM,
                                ops -> ops.layerNorm(tensor(1, 5, c), weight(2, c), weight(3, c), 1e-6f)),
                        new Case(
                                "layer norm without weights of " + c,
                                NORM,
                                ops -> ops.layerNorm(tensor(1, 5, c), null, null, 1e-6f)),
                        new Case("RMS norm of " + c, NORM, ops -> ops.rmsNorm(tensor(1, 2, 3, c), weight(2, c), 1e-6f)),
                        new Case("softmax of " + c, FUNCTION, ops -> ops.softmax(tensor(1, 3, c)))));
        Stream<Case> others = Stream.of(
                new Case(
                        "layer norm far from zero",
                        new Budget(3e-5, 1e-5),
                        ops -> ops.layerNorm(ops.affine(tensor(1, 3, 5000), 1, 100), null, null, 1e-6f)),
                new Case(
                        "group norm",
                        NORM,
                        ops -> ops.groupNorm(tensor(1, 12, 7, 13), weight(2, 12), weight(3, 12), 4, 1e-6f)),
                new Case(
                        "group norm of one pixel",
                        NORM,
                        ops -> ops.groupNorm(tensor(1, 6, 1, 1), weight(2, 6), weight(3, 6), 2, 1e-6f)),
                new Case(
                        "group norm far from zero",
                        new Budget(3e-5, 1e-5),
                        ops -> ops.groupNorm(
                                ops.affine(tensor(1, 4, 65, 67), 1, 100), weight(2, 4), weight(3, 4), 2, 1e-6f)),
                new Case(
                        "group norm of channels far from each other",
                        new Budget(3e-5, 1e-5),
                        ops -> ops.groupNorm(
                                ops.concat(tensor(1, 1, 65, 67), ops.affine(tensor(2, 1, 65, 67), 0.01f, 50), 0),
                                weight(3, 2),
                                weight(4, 2),
                                1,
                                1e-6f)),
                new Case(
                        "group norm of large groups",
                        NORM,
                        ops -> ops.groupNorm(tensor(1, 4, 65, 67), weight(2, 4), weight(3, 4), 2, 1e-6f)));
        return Stream.concat(rows, others);
    }

    static Stream<Case> functions() {
        Tensor wide = Tensor.zeros(40_001);
        for (int i = 0; i < 40_001; i++) {
            wide.data()[i] = (i - 20_000) / 200f;
        }
        float max = Float.MAX_VALUE;
        float tiny = Float.MIN_VALUE;
        float inf = Float.POSITIVE_INFINITY;
        Tensor extreme = Tensor.of(Shape.of(11), 0, -0f, max, -max, tiny, -tiny, inf, -inf, Float.NaN, 88.8f, -88.8f);
        return Stream.of(wide, extreme, tensor(1, 17, 3))
                .flatMap(x -> Stream.of(
                        new Case("silu of " + x, FUNCTION, ops -> ops.silu(x)),
                        new Case("gelu_tanh of " + x, FUNCTION, ops -> ops.geluTanh(x)),
                        new Case("gelu_erf of " + x, FUNCTION, ops -> ops.geluErf(x)),
                        new Case("quick_gelu of " + x, FUNCTION, ops -> ops.quickGelu(x)),
                        new Case("affine of " + x, FUNCTION, ops -> ops.affine(x, -2.5f, 0.75f))));
    }

    static Stream<Case> rows() {
        return IntStream.of(SIZES)
                .boxed()
                .flatMap(c -> Stream.of(
                        new Case("add " + c, Budget.EXACT, ops -> ops.add(tensor(1, 7, c), tensor(2, 7, c))),
                        new Case("add to rows of " + c, Budget.EXACT, ops -> ops.add(tensor(1, 3, 2, c), tensor(2, c))),
                        new Case("multiply " + c, Budget.EXACT, ops -> ops.multiply(tensor(1, c), tensor(2, c))),
                        new Case(
                                "multiply rows of " + c,
                                Budget.EXACT,
                                ops -> ops.multiply(tensor(1, 300, c), tensor(2, c)))));
    }

    static Stream<Case> layout() {
        return Stream.of(
                new Case("concat 0", Budget.EXACT, ops -> ops.concat(tensor(1, 5, 7, 3), tensor(2, 2, 7, 3), 0)),
                new Case("concat 1", Budget.EXACT, ops -> ops.concat(tensor(1, 5, 7, 3), tensor(2, 5, 1, 3), 1)),
                new Case("concat -1", Budget.EXACT, ops -> ops.concat(tensor(1, 999, 7), tensor(2, 999, 70), -1)),
                new Case("slice 0", Budget.EXACT, ops -> ops.slice(tensor(1, 5, 7, 3), 0, 1, 3)),
                new Case("slice 1", Budget.EXACT, ops -> ops.slice(tensor(1, 5, 7, 3), 1, 2, 7)),
                new Case("slice -1", Budget.EXACT, ops -> ops.slice(tensor(1, 999, 70), -1, 13, 46)),
                new Case("transpose", Budget.EXACT, ops -> ops.transpose(tensor(1, 207, 33))),
                new Case("transpose long", Budget.EXACT, ops -> ops.transpose(tensor(1, 3, 40_000))),
                new Case("split heads", Budget.EXACT, ops -> ops.splitHeads(tensor(1, 129, 65), 5)),
                new Case("upsample", Budget.EXACT, ops -> ops.upsampleNearest(tensor(1, 3, 17, 33), 3)));
    }

    static Stream<Case> positions() {
        Tensor ids = Tensor.of(Shape.of(3, 2), 0, 1, 5, 7, 100, 3);
        return Stream.of(
                new Case(
                        "timestep embedding",
                        Budget.EXACT,
                        ops -> ops.timestepEmbedding(tensor(1, 3), 33, 10_000, 1000)),
                new Case("rope", Budget.EXACT, ops -> ops.rope(ids, new int[] {6, 12}, 10_000)),
                new Case("embedding", Budget.EXACT, ops -> ops.embedding(new int[] {3, 0, 3}, weight(1, 4, 7))),
                new Case(
                        "apply rope to 18",
                        NORM,
                        ops -> ops.applyRope(tensor(1, 5, 3, 18), ops.rope(ids, new int[] {6, 12}, 10_000))),
                new Case(
                        "apply any matrices to 64",
                        NORM,
                        ops -> ops.applyRope(tensor(1, 2, 33, 64), tensor(2, 33, 32, 2, 2))));
    }

    static Stream<Case> composites() {
        return IntStream.of(SIZES)
                .boxed()
                .flatMap(c -> Stream.of(
                        new Case(
                                "modulate " + c,
                                NORM,
                                ops -> ops.modulate(tensor(1, 7, c), tensor(2, c), tensor(3, c), 1e-6f)),
                        new Case(
                                "gated add " + c,
                                NORM,
                                ops -> ops.gatedAdd(tensor(1, 7, c), tensor(2, c), tensor(3, 7, c))),
                        new Case(
                                "linear and gelu " + c,
                                sums(c),
                                ops -> ops.linearGelu(tensor(1, 33, c), weight(2, 17, c), weight(3, 17))),
                        new Case(
                                "group norm and silu " + c,
                                NORM,
                                ops -> ops.groupNormSilu(tensor(1, 6, 3, c), weight(2, 6), weight(3, 6), 2, 1e-6f)),
                        new Case(
                                "group norm, silu and conv2d " + c,
                                sums(9 * 12),
                                ops -> ops.groupNormSiluConv2d(
                                        tensor(1, 12, 5, c),
                                        weight(2, 12),
                                        weight(3, 12),
                                        3,
                                        1e-6f,
                                        weight(4, 7, 12, 3, 3),
                                        weight(5, 7),
                                        Padding.same(1))),
                        new Case(
                                "group norm, silu and lopsided conv2d " + c,
                                sums(4 * 4),
                                ops -> ops.groupNormSiluConv2d(
                                        tensor(1, 4, 3, c),
                                        weight(2, 4),
                                        weight(3, 4),
                                        2,
                                        1e-6f,
                                        weight(4, 3, 4, 2, 2),
                                        null,
                                        new Padding(0, 3, 2, 0))),
                        split("q", c, Qkv::q),
                        split("k", c, Qkv::k),
                        split("v", c, Qkv::v)));
    }

    private static Case split(String name, int tokens, Function<Qkv, Tensor> part) {
        return new Case(
                "split qkv of " + tokens + ": " + name,
                NORM,
                ops -> part.apply(ops.splitQkv(
                        tensor(1, tokens, 3 * 3 * 38),
                        3,
                        weight(2, 38),
                        weight(3, 38),
                        tensor(4, tokens, 19, 2, 2),
                        1e-6f)));
    }
}
