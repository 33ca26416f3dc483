package org.flux4j.jmh;

import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.openjdk.jmh.annotations.Param;

/**
 * A benchmark of the group norm and SiLU before each convolution of a residual block, over a square feature map:
 * channels × height.
 */
public class GroupNormSiluBenchmark extends ShapedBenchmark {
    private static final int GROUPS = 32;
    private static final float EPS = 1e-6f;

    @Param({"512x64", "256x128", "128x256"})
    public String shape;

    private Tensor x;
    private Weight weight;
    private Weight bias;

    @Override
    void prepare() {
        int[] cs = sizes(shape);
        Inputs inputs = new Inputs();
        x = inputs.tensor(cs[0], cs[1], cs[1]);
        weight = inputs.weight(cs[0]);
        bias = inputs.weight(cs[0]);
    }

    @Override
    Object call() {
        return ops.groupNormSilu(x, weight, bias, GROUPS, EPS);
    }

    @Override
    void check(Operators ref) {
        Agreement.check(
                ops.groupNormSilu(x, weight, bias, GROUPS, EPS), ref.groupNormSilu(x, weight, bias, GROUPS, EPS));
    }

    @Override
    double flops() {
        return 0;
    }
}
