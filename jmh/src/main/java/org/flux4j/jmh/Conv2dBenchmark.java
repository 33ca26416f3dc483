package org.flux4j.jmh;

import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.openjdk.jmh.annotations.Param;

/**
 * A benchmark of the convolutions of the autoencoder, with as many output as input channels, over a square feature map:
 * channels × height × kernel × stride. A stride of 2 occurs between two levels of the encoder, a kernel of 1 in the
 * shortcut of a residual block.
 */
public class Conv2dBenchmark extends ShapedBenchmark {
    @Param({"512x64x3x1", "256x128x3x1", "128x256x3x1"})
    public String shape;

    private int stride;
    private Padding padding;
    private Tensor x;
    private Weight weight;
    private Weight bias;

    @Override
    void prepare() {
        int[] sizes = sizes(shape);
        Inputs inputs = new Inputs();
        x = inputs.tensor(sizes[0], sizes[1], sizes[1]);
        weight = inputs.weight(sizes[0], sizes[0], sizes[2], sizes[2]);
        bias = inputs.weight(sizes[0]);
        stride = sizes[3];
        padding = stride == 1 ? Padding.same(sizes[2] / 2) : new Padding(0, 0, 1, 1);
    }

    @Override
    Object call() {
        return conv(ops, weight, bias);
    }

    /** Checks the last two channels. */
    @Override
    void check(Operators ref) {
        int c = x.dim(0);
        Tensor got = ref.slice(conv(ops, weight, bias), 0, c - 2, c);
        Agreement.check(got, conv(ref, weight.slice(c - 2, c), bias.slice(c - 2, c)));
    }

    private Tensor conv(Operators ops, Weight weight, Weight bias) {
        return ops.conv2d(x, weight, bias, stride, padding);
    }

    @Override
    double flops() {
        int[] sizes = sizes(shape);
        return 2.0 * sizes[0] * sizes[0] * Math.pow((double) sizes[2] * sizes[1] / sizes[3], 2);
    }
}
