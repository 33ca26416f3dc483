package org.flux4j.jmh;

import org.flux4j.op.DType;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.openjdk.jmh.annotations.Param;

/**
 * A benchmark of linear layers: tokens × input channels × output channels. The shape with a single token is that of a
 * modulation. Any type of weights may be chosen by {@code -p dtype=}.
 */
public class LinearBenchmark extends ShapedBenchmark {
    @Param({
        "768x3072x3072",
        "768x3072x9216",
        "768x3072x12288",
        "768x3072x21504",
        "768x12288x3072",
        "768x15360x3072",
        "1536x3072x3072",
        "1536x3072x9216",
        "1536x3072x12288",
        "1536x3072x21504",
        "1536x12288x3072",
        "1536x15360x3072",
        "1x3072x18432"
    })
    public String shape;

    @Param({"F32", "BF16"})
    public DType dtype;

    private Tensor x;
    private Weight weight;
    private Weight bias;

    @Override
    void prepare() {
        int[] mkn = sizes(shape);
        Inputs inputs = new Inputs();
        x = inputs.tensor(mkn[0], mkn[1]);
        weight = inputs.weight(dtype, mkn[2], mkn[1]);
        bias = inputs.weight(mkn[2]);
    }

    @Override
    Object call() {
        return ops.linear(x, weight, bias);
    }

    /** Checks the last token, and the last two channels of all tokens. */
    @Override
    void check(Operators ref) {
        int last = x.dim(0) - 1;
        int n = weight.dim(0);
        Tensor y = ops.linear(x, weight, bias);
        Tensor lastToken = ref.linear(ref.slice(x, 0, last, last + 1), weight, bias);
        Tensor lastChannels = ref.linear(x, weight.slice(n - 2, n), bias.slice(n - 2, n));
        Agreement.check(ref.slice(y, 0, last, last + 1), lastToken);
        Agreement.check(ref.slice(y, 1, n - 2, n), lastChannels);
    }

    @Override
    double flops() {
        int[] mkn = sizes(shape);
        return 2.0 * mkn[0] * mkn[1] * mkn[2];
    }
}
