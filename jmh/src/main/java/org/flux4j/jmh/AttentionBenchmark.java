package org.flux4j.jmh;

import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.openjdk.jmh.annotations.Param;

/**
 * A benchmark of attention: heads × tokens × channels of a head. The shape with a single head is that of the
 * autoencoder.
 */
public class AttentionBenchmark extends ShapedBenchmark {
    @Param({"24x768x128", "24x1536x128", "24x4608x128", "1x4096x512"})
    public String shape;

    private float scale;
    private Tensor q;
    private Tensor k;
    private Tensor v;

    @Override
    void prepare() {
        int[] hld = sizes(shape);
        Inputs inputs = new Inputs();
        scale = (float) (1 / Math.sqrt(hld[2]));
        q = inputs.tensor(hld);
        k = inputs.tensor(hld);
        v = inputs.tensor(hld);
    }

    @Override
    Object call() {
        return ops.attention(q, k, v, scale, null);
    }

    /** Checks the last three queries of the last head. */
    @Override
    void check(Operators ref) {
        int head = q.dim(0) - 1;
        int from = q.dim(1) - 3;
        int d = q.dim(2);
        Tensor want = ref.attention(
                tokens(ref, q, head, from), tokens(ref, k, head, 0), tokens(ref, v, head, 0), scale, null);
        Tensor got = ops.attention(q, k, v, scale, null);
        Agreement.check(ref.slice(ref.slice(got, 0, from, from + 3), 1, head * d, head * d + d), want);
    }

    /** Returns the tokens of a head, from a given one to the last. */
    private static Tensor tokens(Operators ref, Tensor x, int head, int from) {
        return ref.slice(ref.slice(x, 0, head, head + 1), 1, from, x.dim(1));
    }

    @Override
    double flops() {
        int[] hld = sizes(shape);
        return 4.0 * hld[0] * hld[1] * hld[1] * hld[2];
    }
}
