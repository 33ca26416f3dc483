package org.flux4j.contract;

import static org.flux4j.contract.Data.tensor;
import static org.flux4j.contract.Data.weight;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.op.DType;
import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/** Convolutions, alone and after group norm and SiLU: kernels, strides and paddings of every kind. */
final class ConvolutionCases {
    private ConvolutionCases() {}

    static Stream<Case> all() {
        return Stream.concat(convolutions(), afterNorm());
    }

    private static Stream<Case> convolutions() {
        Weight half = weight(DType.F16, 2, 7, 12, 3, 3);
        Weight w = weight(2, 7, 12, 3, 3);
        Weight bias = weight(3, 7);
        return Stream.of(
                conv2d(1, 1, 1, 1, 1, 1, Padding.NONE),
                conv2d(3, 7, 5, 4, 3, 1, Padding.same(1)),
                conv2d(5, 13, 17, 7, 3, 1, Padding.same(1)),
                conv2d(17, 33, 31, 13, 3, 1, Padding.same(1)),
                conv2d(60, 9, 65, 103, 3, 1, Padding.same(1)),
                conv2d(8, 1, 1, 7, 3, 1, Padding.same(1)),
                conv2d(9, 70, 131, 5, 3, 1, Padding.NONE),
                conv2d(12, 3, 34, 50, 3, 1, new Padding(4, 0, 1, 5)),
                conv2d(65, 17, 13, 103, 3, 2, Padding.same(1)),
                conv2d(7, 13, 18, 6, 3, 2, new Padding(0, 0, 1, 1)),
                conv2d(3, 65, 67, 5, 3, 2, new Padding(0, 0, 1, 1)),
                conv2d(33, 17, 3, 19, 1, 1, Padding.NONE),
                conv2d(4, 3, 40, 9, 1, 1, Padding.NONE),
                conv2d(2, 11, 9, 3, 5, 3, new Padding(4, 0, 2, 7)),
                conv2d(2, 1, 1, 3, 3, 1, Padding.same(3)),
                Case.of(
                        "conv2d",
                        "without bias, of stored halves",
                        Budget.sums(9 * 12),
                        (ops, x) -> ops.conv2d(x[0], half, null, 1, Padding.same(1)),
                        tensor(1, 12, 9, 40)),
                Case.of(
                        "conv2d",
                        "of large values",
                        new Budget(80 * Budget.sums(9 * 12).absolute(), 1e-6),
                        (ops, x) -> ops.conv2d(x[0], w, bias, 1, Padding.same(1)),
                        scaled(tensor(1, 12, 9, 40), 80)));
    }

    private static Case conv2d(int c, int h, int w, int o, int kernel, int stride, Padding padding) {
        Weight weights = weight(2, o, c, kernel, kernel);
        Weight bias = weight(3, o);
        return Case.of(
                "conv2d",
                "%d × %d × %d to %d, kernel %d, stride %d, %s".formatted(c, h, w, o, kernel, stride, padding),
                Budget.sums(c * kernel * kernel),
                (ops, x) -> ops.conv2d(x[0], weights, bias, stride, padding),
                tensor(1, c, h, w));
    }

    private static Stream<Case> afterNorm() {
        Weight kernel = weight(4, 7, 12, 3, 3);
        Weight bias = weight(5, 7);
        Weight lopsided = weight(4, 3, 4, 2, 2);
        return IntStream.of(Data.RAGGED)
                .boxed()
                .flatMap(width -> Stream.of(
                        Case.of(
                                "groupNormSiluConv2d",
                                "12 × 5 × %d to 7".formatted(width),
                                Budget.sums(9 * 12),
                                (ops, x) -> ops.groupNormSiluConv2d(
                                        x[0], weight(2, 12), weight(3, 12), 3, 1e-6f, kernel, bias, Padding.same(1)),
                                tensor(1, 12, 5, width)),
                        Case.of(
                                "groupNormSiluConv2d",
                                "4 × 3 × %d to 3, lopsided".formatted(width),
                                Budget.sums(4 * 4),
                                (ops, x) -> ops.groupNormSiluConv2d(
                                        x[0],
                                        weight(2, 4),
                                        weight(3, 4),
                                        2,
                                        1e-6f,
                                        lopsided,
                                        null,
                                        new Padding(0, 3, 2, 0)),
                                tensor(1, 4, 3, width))));
    }

    private static Tensor scaled(Tensor tensor, float factor) {
        float[] data = tensor.data();
        for (int i = 0; i < data.length; i++) {
            data[i] *= factor;
        }
        return tensor;
    }
}
