package org.flux4j.jmh;

import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.openjdk.jmh.annotations.Param;

/**
 * A benchmark of half a residual block: group norm, SiLU and a 3 × 3 convolution, over a square feature map: channels ×
 * height.
 */
public class GroupNormSiluConv2dBenchmark extends ShapedBenchmark {
    private static final int GROUPS = 32;
    private static final float EPS = 1e-6f;
    private static final int KERNEL = 3;

    @Param({"512x64", "256x128", "128x256"})
    public String shape;

    private Tensor x;
    private Weight normWeight;
    private Weight normBias;
    private Weight weight;
    private Weight bias;

    @Override
    void prepare() {
        int[] cs = sizes(shape);
        Inputs inputs = new Inputs();
        x = inputs.tensor(cs[0], cs[1], cs[1]);
        normWeight = inputs.weight(cs[0]);
        normBias = inputs.weight(cs[0]);
        weight = inputs.weight(cs[0], cs[0], KERNEL, KERNEL);
        bias = inputs.weight(cs[0]);
    }

    @Override
    Object call() {
        return convolve(ops, weight, bias);
    }

    /** Checks the last two channels. */
    @Override
    void check(Operators ref) {
        int c = x.dim(0);
        Tensor got = ref.slice(convolve(ops, weight, bias), 0, c - 2, c);
        Agreement.check(got, convolve(ref, weight.slice(c - 2, c), bias.slice(c - 2, c)));
    }

    private Tensor convolve(Operators ops, Weight weight, Weight bias) {
        return ops.groupNormSiluConv2d(x, normWeight, normBias, GROUPS, EPS, weight, bias, Padding.same(1));
    }

    @Override
    double flops() {
        int[] cs = sizes(shape);
        return 2 * Math.pow((double) KERNEL * cs[0] * cs[1], 2);
    }
}
