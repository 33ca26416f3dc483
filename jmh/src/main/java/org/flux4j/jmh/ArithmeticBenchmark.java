package org.flux4j.jmh;

import org.flux4j.op.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Benchmarks of sums and products of two tensors, and of a tensor and a vector. */
public class ArithmeticBenchmark extends OperatorBenchmark {
    @Param("256")
    public int tokens;

    @Param("64")
    public int channels;

    private Tensor a;
    private Tensor b;
    private Tensor vector;

    @Override
    void prepare() {
        Inputs inputs = new Inputs();
        a = inputs.tensor(tokens, channels);
        b = inputs.tensor(tokens, channels);
        vector = inputs.tensor(channels);
    }

    @Benchmark
    public Tensor add() {
        return ops.add(a, b);
    }

    @Benchmark
    public Tensor addVector() {
        return ops.add(a, vector);
    }

    @Benchmark
    public Tensor multiply() {
        return ops.multiply(a, b);
    }

    @Benchmark
    public Tensor multiplyVector() {
        return ops.multiply(a, vector);
    }

    @Benchmark
    public Tensor affine() {
        return ops.affine(a, 3, -1);
    }
}
