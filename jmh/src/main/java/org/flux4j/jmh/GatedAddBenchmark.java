package org.flux4j.jmh;

import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.openjdk.jmh.annotations.Param;

/** A benchmark of the gated residual: tokens × channels. */
public class GatedAddBenchmark extends ShapedBenchmark {
    @Param({"768x3072", "1536x3072"})
    public String shape;

    private Tensor x;
    private Tensor gate;
    private Tensor update;

    @Override
    void prepare() {
        int[] lc = sizes(shape);
        Inputs inputs = new Inputs();
        x = inputs.tensor(lc);
        gate = inputs.tensor(lc[1]);
        update = inputs.tensor(lc);
    }

    @Override
    Object call() {
        return ops.gatedAdd(x, gate, update);
    }

    @Override
    void check(Operators ref) {
        Agreement.check(ops.gatedAdd(x, gate, update), ref.gatedAdd(x, gate, update));
    }

    @Override
    double flops() {
        return 0;
    }
}
