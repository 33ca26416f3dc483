package org.flux4j.jmh;

import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.openjdk.jmh.annotations.Param;

/** A benchmark of the first half of an MLP: tokens × input channels × output channels. */
public class LinearGeluBenchmark extends ShapedBenchmark {
    @Param("768x3072x12288")
    public String shape;

    private Tensor x;
    private Weight weight;
    private Weight bias;

    @Override
    void prepare() {
        int[] mkn = sizes(shape);
        Inputs inputs = new Inputs();
        x = inputs.tensor(mkn[0], mkn[1]);
        weight = inputs.weight(mkn[2], mkn[1]);
        bias = inputs.weight(mkn[2]);
    }

    @Override
    Object call() {
        return ops.linearGelu(x, weight, bias);
    }

    /** Checks the last two channels. */
    @Override
    void check(Operators ref) {
        int n = weight.dim(0);
        Tensor got = ref.slice(ops.linearGelu(x, weight, bias), 1, n - 2, n);
        Agreement.check(got, ref.linearGelu(x, weight.slice(n - 2, n), bias.slice(n - 2, n)));
    }

    @Override
    double flops() {
        int[] mkn = sizes(shape);
        return 2.0 * mkn[0] * mkn[1] * mkn[2];
    }
}
