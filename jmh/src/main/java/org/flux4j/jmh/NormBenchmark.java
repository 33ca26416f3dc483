package org.flux4j.jmh;

import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Benchmarks of the layer norm of tokens, the RMS norm of heads, and the group norm of a feature map with a pixel for
 * each token.
 */
public class NormBenchmark extends OperatorBenchmark {
    @Param("256")
    public int tokens;

    @Param("64")
    public int channels;

    private Tensor x;
    private Tensor heads;
    private Tensor map;
    private Weight weight;
    private Weight bias;
    private Weight headScale;

    @Override
    void prepare() {
        Inputs inputs = new Inputs();
        x = inputs.tensor(tokens, channels);
        heads = inputs.tensor(4, tokens, channels / 4);
        map = inputs.tensor(channels, 1, tokens);
        weight = inputs.weight(channels);
        bias = inputs.weight(channels);
        headScale = inputs.weight(channels / 4);
    }

    @Benchmark
    public Tensor layerNorm() {
        return ops.layerNorm(x, weight, bias, 1e-6f);
    }

    @Benchmark
    public Tensor rmsNorm() {
        return ops.rmsNorm(heads, headScale, 1e-6f);
    }

    @Benchmark
    public Tensor groupNorm() {
        return ops.groupNorm(map, weight, bias, 4, 1e-6f);
    }
}
