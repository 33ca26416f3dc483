package org.flux4j.jmh;

import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.openjdk.jmh.annotations.Param;

/** A benchmark of the GELU of an MLP: tokens × channels. */
public class GeluBenchmark extends ShapedBenchmark {
    @Param({"768x12288", "1536x12288"})
    public String shape;

    private Tensor x;

    @Override
    void prepare() {
        x = new Inputs().tensor(sizes(shape));
    }

    @Override
    Object call() {
        return ops.geluTanh(x);
    }

    @Override
    void check(Operators ref) {
        Agreement.check(ops.geluTanh(x), ref.geluTanh(x));
    }

    @Override
    double flops() {
        return 0;
    }
}
