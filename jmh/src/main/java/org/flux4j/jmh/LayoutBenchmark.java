package org.flux4j.jmh;

import org.flux4j.op.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Benchmarks of the operators that only move values, on tokens and on a feature map with a pixel for each token. */
public class LayoutBenchmark extends OperatorBenchmark {
    @Param("256")
    public int tokens;

    @Param("64")
    public int channels;

    private Tensor a;
    private Tensor b;
    private Tensor map;

    @Override
    void prepare() {
        Inputs inputs = new Inputs();
        a = inputs.tensor(tokens, channels);
        b = inputs.tensor(tokens, channels);
        map = inputs.tensor(channels, 1, tokens);
    }

    @Benchmark
    public Tensor concatTokens() {
        return ops.concat(a, b, 0);
    }

    @Benchmark
    public Tensor concatChannels() {
        return ops.concat(a, b, 1);
    }

    @Benchmark
    public Tensor sliceTokens() {
        return ops.slice(a, 0, 1, tokens);
    }

    @Benchmark
    public Tensor sliceChannels() {
        return ops.slice(a, 1, 1, channels);
    }

    @Benchmark
    public Tensor transpose() {
        return ops.transpose(a);
    }

    @Benchmark
    public Tensor splitHeads() {
        return ops.splitHeads(a, 4);
    }

    @Benchmark
    public Tensor upsampleNearest() {
        return ops.upsampleNearest(map, 2);
    }
}
