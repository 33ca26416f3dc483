package org.flux4j.jmh;

import org.flux4j.op.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Benchmarks of the activations and of softmax. */
public class ActivationBenchmark extends OperatorBenchmark {
    @Param("256")
    public int tokens;

    @Param("256")
    public int channels;

    private Tensor x;

    @Override
    void prepare() {
        Inputs inputs = new Inputs();
        x = inputs.tensor(tokens, channels);
    }

    @Benchmark
    public Tensor silu() {
        return ops.silu(x);
    }

    @Benchmark
    public Tensor geluTanh() {
        return ops.geluTanh(x);
    }

    @Benchmark
    public Tensor geluErf() {
        return ops.geluErf(x);
    }

    @Benchmark
    public Tensor quickGelu() {
        return ops.quickGelu(x);
    }

    @Benchmark
    public Tensor softmax() {
        return ops.softmax(x);
    }
}
