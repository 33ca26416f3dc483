package org.flux4j.jmh;

import org.flux4j.op.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Attention of {@code tokens} to each other, and to each other with a bias as T5 has it. */
public class AttentionBenchmark extends OperatorBenchmark {
    @Param("4")
    public int heads;

    @Param("256")
    public int tokens;

    @Param("16")
    public int headDim;

    private Tensor q;
    private Tensor k;
    private Tensor v;
    private Tensor bias;

    @Override
    void prepare() {
        Inputs inputs = new Inputs();
        q = inputs.tensor(heads, tokens, headDim);
        k = inputs.tensor(heads, tokens, headDim);
        v = inputs.tensor(heads, tokens, headDim);
        bias = inputs.tensor(heads, tokens, tokens);
    }

    @Benchmark
    public Tensor attention() {
        return ops.attention(q, k, v, 0.25f, null);
    }

    @Benchmark
    public Tensor attentionWithBias() {
        return ops.attention(q, k, v, 0.25f, bias);
    }
}
