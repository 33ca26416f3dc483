package org.flux4j.jmh;

import org.flux4j.op.Operators;
import org.flux4j.op.Qkv;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.openjdk.jmh.annotations.Param;

/**
 * A benchmark of the split of the joint projection into normalised and rotated heads: tokens × heads × channels of a
 * head.
 */
public class SplitQkvBenchmark extends ShapedBenchmark {
    private static final float EPS = 1e-6f;
    private static final float THETA = 10_000;

    @Param({"768x24x128", "1536x24x128"})
    public String shape;

    private int numHeads;
    private Tensor qkv;
    private Tensor pe;
    private Weight queryScale;
    private Weight keyScale;

    @Override
    void prepare() {
        int[] lhd = sizes(shape);
        Inputs inputs = new Inputs();
        numHeads = lhd[1];
        qkv = inputs.tensor(lhd[0], 3 * lhd[1] * lhd[2]);
        pe = create("ref", threads).rope(inputs.tensor(lhd[0], 1), new int[] {lhd[2]}, THETA);
        queryScale = inputs.weight(lhd[2]);
        keyScale = inputs.weight(lhd[2]);
    }

    @Override
    Object call() {
        return split(ops);
    }

    @Override
    void check(Operators ref) {
        Qkv got = split(ops);
        Qkv want = split(ref);
        Agreement.check(got.q(), want.q());
        Agreement.check(got.k(), want.k());
        Agreement.check(got.v(), want.v());
    }

    private Qkv split(Operators ops) {
        return ops.splitQkv(qkv, numHeads, queryScale, keyScale, pe, EPS);
    }

    @Override
    double flops() {
        return 0;
    }
}
