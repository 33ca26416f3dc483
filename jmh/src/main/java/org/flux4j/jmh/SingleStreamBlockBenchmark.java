package org.flux4j.jmh;

import org.flux4j.model.FluxParams;
import org.flux4j.model.SingleStreamBlock;
import org.flux4j.op.DType;
import org.flux4j.op.Operators;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;
import org.openjdk.jmh.annotations.Param;

/** A benchmark of a single-stream block: tokens × channels × heads. The check uses few tokens. */
public class SingleStreamBlockBenchmark extends ShapedBenchmark {
    private static final int FEW = 5;

    @Param("768x3072x24")
    public String shape;

    @Param({"F32", "BF16"})
    public DType dtype;

    private SingleStreamBlock block;
    private Tensor x;
    private Tensor vec;
    private Tensor pe;
    private Step step; // null before the first call

    @Override
    void prepare() {
        int[] sizes = sizes(shape);
        FluxParams params = BlockArguments.params(sizes[1], sizes[2], 1, 1);
        Inputs inputs = new Inputs();
        block = new SingleStreamBlock(params, new RandomWeights(inputs, dtype));
        x = inputs.tensor(sizes[0], sizes[1]);
        vec = inputs.tensor(sizes[1]);
        pe = BlockArguments.pe(create("ref", threads), inputs, params, sizes[0]);
    }

    @Override
    Object call() {
        if (step == null) {
            step = ops.repeated(inputs -> block.forward(ops, inputs[0], inputs[1], pe));
        }
        return step.run(x, vec);
    }

    @Override
    void check(Operators ref) {
        Agreement.check(few(ops, ref), few(ref, ref));
    }

    private Tensor few(Operators ops, Operators ref) {
        return block.forward(ops, ref.slice(x, 0, 0, FEW), vec, ref.slice(pe, 0, 0, FEW));
    }

    /** Counts 7·C² weights of linear1 and 5·C² of linear2 for each token, and 3·C² of the modulation. */
    @Override
    double flops() {
        int[] sizes = sizes(shape);
        double squared = (double) sizes[1] * sizes[1];
        return 2 * (12.0 * sizes[0] + 3) * squared + BlockArguments.attentionFlops(sizes[0], sizes[1]);
    }
}
