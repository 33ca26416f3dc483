package org.flux4j.contract;

import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.op.Gradients;
import org.flux4j.op.Padding;
import org.flux4j.op.Qkv;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * Gradients of every operator at ragged sizes. Each case is named after a method of {@link Gradients}; the gradients of
 * parameters are added to arrays that are not zero.
 */
final class GradientCases {
    private static final float EPS = 1e-6f;

    /** A derivative, which may be the difference of larger numbers. */
    private static final Budget FUNCTION = new Budget(1e-6, 3e-6);

    private GradientCases() {}

    static Stream<Case> all() {
        return Stream.of(linear(), attention(), convolutions(), norms(), functions(), positions(), layout())
                .flatMap(cases -> cases);
    }

    /** Computes gradients of tensors. */
    private interface Call {
        List<Tensor> on(Gradients gradients, Tensor[] inputs);
    }

    private static Case of(String method, String what, Budget budget, Call call, Tensor... inputs) {
        return Case.ofMany(method, what, budget, (ops, x) -> call.on(ops.gradients(), x), inputs);
    }

    /** Adds the gradients of two parameters to arrays, each of which may be {@code null}. */
    private interface Add {
        void to(Gradients gradients, Tensor[] inputs, float[] first, float[] second);
    }

    /** Returns three cases: both parameters, and either of them. */
    private static Stream<Case> adding(
            String method, String what, Budget budget, Add add, Shape first, Shape second, Tensor... inputs) {
        return Stream.of(
                of(
                        method,
                        what,
                        budget,
                        (gradients, x) -> {
                            Tensor dFirst = tensor(11, first.toArray());
                            Tensor dSecond = tensor(12, second.toArray());
                            add.to(gradients, x, dFirst.data(), dSecond.data());
                            return List.of(dFirst, dSecond);
                        },
                        inputs),
                of(
                        method,
                        what + ", the first parameter alone",
                        budget,
                        (gradients, x) -> {
                            Tensor dFirst = tensor(11, first.toArray());
                            add.to(gradients, x, dFirst.data(), null);
                            return List.of(dFirst);
                        },
                        inputs),
                of(
                        method,
                        what + ", the second parameter alone",
                        budget,
                        (gradients, x) -> {
                            Tensor dSecond = tensor(12, second.toArray());
                            add.to(gradients, x, null, dSecond.data());
                            return List.of(dSecond);
                        },
                        inputs));
    }

    private static Stream<Case> linear() {
        int[][] sizes = {
            {1, 1, 1},
            {1, 128, 65},
            {2, 3, 5},
            {7, 13, 3},
            {16, 64, 48},
            {17, 31, 33},
            {65, 129, 7},
            {129, 33, 207},
            {207, 1, 65},
            {13, 700, 17},
            {100, 40, 1030}
        };
        return Stream.of(sizes).flatMap(size -> linear(size[0], size[1], size[2]));
    }

    private static Stream<Case> linear(int l, int k, int n) {
        Weight weight = weight(3, n, k);
        String of = "%d tokens, %d × %d".formatted(l, n, k);
        return Stream.concat(
                Stream.of(of(
                        "linear",
                        of,
                        Budget.sums(n),
                        (gradients, x) -> List.of(gradients.linear(x[0], weight)),
                        tensor(1, l, n))),
                adding(
                        "addLinear",
                        of,
                        Budget.sums(l),
                        (gradients, x, dWeight, dBias) -> gradients.addLinear(x[0], x[1], dWeight, dBias),
                        Shape.of(n, k),
                        Shape.of(n),
                        tensor(1, l, n),
                        tensor(2, l, k)));
    }

    private static Stream<Case> attention() {
        return Stream.of(
                attention(1, 1, 1, 1, 0),
                attention(2, 3, 7, 5, 0),
                attention(3, 7, 3, 8, 3),
                attention(2, 33, 17, 13, 1),
                attention(4, 144, 144, 32, 0),
                attention(1, 65, 129, 16, 1),
                attention(2, 31, 207, 65, 2));
    }

    private static Case attention(int heads, int lq, int lk, int d, int biases) {
        float scale = (float) (1 / Math.sqrt(d));
        Tensor bias = biases == 0 ? null : tensor(5, biases, lq, lk);
        return of(
                "attention",
                "%d heads, %d queries, %d keys of %d channels, %d biases".formatted(heads, lq, lk, d, biases),
                new Budget(1e-5, 1e-5),
                (gradients, x) -> {
                    Qkv gradient = gradients.attention(x[0], x[1], x[2], x[3], scale, bias);
                    return List.of(gradient.q(), gradient.k(), gradient.v());
                },
                tensor(1, lq, heads * d),
                tensor(2, heads, lq, d),
                tensor(3, heads, lk, d),
                tensor(4, heads, lk, d));
    }

    private static Stream<Case> convolutions() {
        return Stream.of(
                        conv2d(1, 1, 1, 1, 1, 1, 1, Padding.NONE),
                        conv2d(3, 7, 5, 4, 3, 3, 1, Padding.same(1)),
                        conv2d(16, 13, 17, 16, 3, 3, 1, Padding.same(1)),
                        conv2d(17, 33, 31, 65, 3, 3, 1, Padding.same(1)),
                        conv2d(33, 5, 7, 13, 1, 1, 1, Padding.NONE),
                        conv2d(7, 12, 12, 9, 3, 3, 2, new Padding(0, 0, 1, 1)),
                        conv2d(9, 13, 17, 33, 3, 3, 2, Padding.same(1)),
                        conv2d(5, 9, 8, 3, 1, 1, 2, Padding.NONE),
                        conv2d(12, 3, 34, 10, 3, 3, 1, new Padding(4, 0, 1, 5)),
                        conv2d(2, 11, 9, 3, 5, 2, 3, new Padding(4, 0, 2, 7)),
                        conv2d(2, 1, 1, 3, 3, 3, 1, Padding.same(3)))
                .flatMap(cases -> cases);
    }

    private static Stream<Case> conv2d(
            int c, int h, int w, int o, int kernelHeight, int kernelWidth, int stride, Padding padding) {
        Weight weight = weight(3, o, c, kernelHeight, kernelWidth);
        int height = (h + padding.top() + padding.bottom() - kernelHeight) / stride + 1;
        int width = (w + padding.left() + padding.right() - kernelWidth) / stride + 1;
        String of = "%d × %d × %d to %d, kernel %d × %d, stride %d, %s"
                .formatted(c, h, w, o, kernelHeight, kernelWidth, stride, padding);
        return Stream.concat(
                Stream.of(of(
                        "conv2d",
                        of,
                        Budget.sums(o * kernelHeight * kernelWidth),
                        (gradients, x) -> List.of(gradients.conv2d(x[0], Shape.of(c, h, w), weight, stride, padding)),
                        tensor(1, o, height, width))),
                adding(
                        "addConv2d",
                        of,
                        Budget.sums(height * width),
                        (gradients, x, dWeight, dBias) ->
                                gradients.addConv2d(x[0], x[1], weight, stride, padding, dWeight, dBias),
                        weight.shape(),
                        Shape.of(o),
                        tensor(1, o, height, width),
                        tensor(2, c, h, w)));
    }

    private static Stream<Case> norms() {
        return Stream.of(
                        IntStream.of(Data.RAGGED).boxed().filter(c -> c > 1).flatMap(c -> rows(5, c)),
                        rows(300, 129),
                        IntStream.of(Data.RAGGED).boxed().flatMap(width -> groups(6, 3, width, 2)),
                        groups(12, 7, 13, 4),
                        groups(4, 65, 67, 2))
                .flatMap(cases -> cases);
    }

    private static Stream<Case> rows(int rows, int c) {
        Weight weight = weight(3, c);
        String of = "%d × %d".formatted(rows, c);
        Tensor[] inputs = {tensor(1, rows, c), tensor(2, rows, c)};
        return Stream.of(
                        Stream.of(
                                of(
                                        "layerNorm",
                                        of,
                                        Budget.NORM,
                                        (gradients, x) -> List.of(gradients.layerNorm(x[0], x[1], weight, EPS)),
                                        inputs),
                                of(
                                        "layerNorm",
                                        of + " without weights",
                                        Budget.NORM,
                                        (gradients, x) -> List.of(gradients.layerNorm(x[0], x[1], null, EPS)),
                                        inputs),
                                of(
                                        "rmsNorm",
                                        of,
                                        Budget.NORM,
                                        (gradients, x) -> List.of(gradients.rmsNorm(x[0], x[1], weight, EPS)),
                                        inputs),
                                of(
                                        "addRmsNorm",
                                        of,
                                        Budget.sums(rows),
                                        (gradients, x) -> {
                                            Tensor dScale = tensor(11, c);
                                            gradients.addRmsNorm(x[0], x[1], EPS, dScale.data());
                                            return List.of(dScale);
                                        },
                                        inputs)),
                        adding(
                                "addLayerNorm",
                                of,
                                Budget.sums(rows),
                                (gradients, x, dWeight, dBias) ->
                                        gradients.addLayerNorm(x[0], x[1], EPS, dWeight, dBias),
                                Shape.of(c),
                                Shape.of(c),
                                inputs))
                .flatMap(cases -> cases);
    }

    private static Stream<Case> groups(int c, int h, int w, int groups) {
        Weight weight = weight(3, c);
        String of = "%d × %d × %d in %d groups".formatted(c, h, w, groups);
        Tensor[] inputs = {tensor(1, c, h, w), tensor(2, c, h, w)};
        return Stream.concat(
                Stream.of(of(
                        "groupNorm",
                        of,
                        Budget.NORM,
                        (gradients, x) -> List.of(gradients.groupNorm(x[0], x[1], weight, groups, EPS)),
                        inputs)),
                adding(
                        "addGroupNorm",
                        of,
                        Budget.sums(h * w),
                        (gradients, x, dWeight, dBias) ->
                                gradients.addGroupNorm(x[0], x[1], groups, EPS, dWeight, dBias),
                        Shape.of(c),
                        Shape.of(c),
                        inputs));
    }

    /** A function of an element, of which {@code at} is the argument, or the result. */
    private interface Derivative {
        Tensor of(Gradients gradients, Tensor dy, Tensor at);
    }

    private static Stream<Case> functions() {
        return IntStream.of(Data.RAGGED)
                .boxed()
                .flatMap(size -> Stream.of(
                        function("silu", size, 1, FUNCTION, Gradients::silu),
                        function("silu", size, 6, FUNCTION, Gradients::silu),
                        function("geluTanh", size, 1, FUNCTION, Gradients::geluTanh),
                        function("geluTanh", size, 6, FUNCTION, Gradients::geluTanh),
                        function("geluErf", size, 1, FUNCTION, Gradients::geluErf),
                        function("geluErf", size, 6, FUNCTION, Gradients::geluErf),
                        function("quickGelu", size, 1, FUNCTION, Gradients::quickGelu),
                        function("quickGelu", size, 6, FUNCTION, Gradients::quickGelu),
                        function("softmax", size, 1, Budget.sums(4 * size), Gradients::softmax)));
    }

    private static Case function(String method, int size, float factor, Budget budget, Derivative derivative) {
        Tensor at = tensor(2, 3, size);
        for (int i = 0; i < at.data().length; i++) {
            at.data()[i] *= factor;
        }
        return of(
                method,
                "3 × %d of size %s".formatted(size, factor),
                budget,
                (gradients, x) -> List.of(derivative.of(gradients, x[0], x[1])),
                tensor(1, 3, size),
                at);
    }

    private static Stream<Case> positions() {
        int[] axesDim = {4, 14, 14};
        return Stream.of(
                of(
                        "timestepEmbedding",
                        "odd",
                        Budget.sums(33),
                        (gradients, x) -> List.of(gradients.timestepEmbedding(x[0], x[1], 10_000, 3)),
                        tensor(1, 7, 33),
                        tensor(2, 7)),
                of(
                        "rope",
                        "three axes",
                        Budget.sums(16),
                        (gradients, x) -> List.of(gradients.rope(x[0], x[1], axesDim, 10_000)),
                        tensor(1, 13, 16, 2, 2),
                        tensor(2, 13, 3)),
                rotation(1, 1, 2),
                rotation(3, 17, 32),
                rotation(2, 7, 66),
                of(
                        "applyRopeRotations",
                        "3 heads of 34",
                        Budget.sums(3),
                        (gradients, x) -> List.of(gradients.applyRopeRotations(x[0], x[1])),
                        tensor(1, 3, 7, 34),
                        tensor(2, 3, 7, 34)));
    }

    private static Case rotation(int heads, int tokens, int d) {
        return of(
                "applyRope",
                "%d heads, %d tokens of %d".formatted(heads, tokens, d),
                Budget.sums(2),
                (gradients, x) -> List.of(gradients.applyRope(x[0], x[1])),
                tensor(1, heads, tokens, d),
                tensor(2, tokens, d / 2, 2, 2));
    }

    private static Stream<Case> layout() {
        int[] ids = {2, 0, 2, 3, 2};
        return Stream.of(
                of(
                        "addEmbedding",
                        "of ids that occur again",
                        Budget.sums(3),
                        (gradients, x) -> {
                            Tensor dTable = tensor(11, 4, 33);
                            gradients.addEmbedding(x[0], ids, dTable.data());
                            return List.of(dTable);
                        },
                        tensor(1, 5, 33)),
                broadcast(Shape.of(207, 33), Shape.of(33)),
                broadcast(Shape.of(2, 3, 65), Shape.of(65)),
                broadcast(Shape.of(3, 129), Shape.of(1)),
                broadcast(Shape.of(3, 17), Shape.of(3, 17)),
                of(
                        "splitHeads",
                        "3 heads",
                        Budget.EXACT,
                        (gradients, x) -> List.of(gradients.splitHeads(x[0])),
                        tensor(1, 3, 17, 7)),
                upsampleNearest(3, 5, 33, 2),
                upsampleNearest(2, 1, 1, 3),
                upsampleNearest(2, 3, 17, 1));
    }

    private static Case broadcast(Shape dy, Shape b) {
        return of(
                "broadcast",
                b + " to " + dy,
                Budget.sums(Math.toIntExact(dy.count() / b.count())),
                (gradients, x) -> List.of(gradients.broadcast(x[0], b)),
                tensor(1, dy.toArray()));
    }

    private static Case upsampleNearest(int c, int h, int w, int factor) {
        return of(
                "upsampleNearest",
                "%d × %d × %d by %d".formatted(c, h, w, factor),
                Budget.sums(factor * factor),
                (gradients, x) -> List.of(gradients.upsampleNearest(x[0], factor)),
                tensor(1, c, factor * h, factor * w));
    }
}
