package org.flux4j.jmh;

import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.openjdk.jmh.annotations.Param;

/** A benchmark of the modulated layer norm: tokens × channels. */
public class ModulateBenchmark extends ShapedBenchmark {
    private static final float EPS = 1e-6f;

    @Param({"768x3072", "1536x3072"})
    public String shape;

    private Tensor x;
    private Tensor shift;
    private Tensor scale;

    @Override
    void prepare() {
        int[] lc = sizes(shape);
        Inputs inputs = new Inputs();
        x = inputs.tensor(lc);
        shift = inputs.tensor(lc[1]);
        scale = inputs.tensor(lc[1]);
    }

    @Override
    Object call() {
        return ops.modulate(x, shift, scale, EPS);
    }

    @Override
    void check(Operators ref) {
        Agreement.check(ops.modulate(x, shift, scale, EPS), ref.modulate(x, shift, scale, EPS));
    }

    @Override
    double flops() {
        return 0;
    }
}
