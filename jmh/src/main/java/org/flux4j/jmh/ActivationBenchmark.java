package org.flux4j.jmh;

import org.flux4j.op.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The functions of single elements, and the softmax of rows. */
public class ActivationBenchmark extends OperatorBenchmark {
    @Param("256")
    public int rows;

    @Param("256")
    public int columns;

    private Tensor x;

    @Override
    void prepare() {
        Inputs inputs = new Inputs();
        x = inputs.tensor(rows, columns);
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
