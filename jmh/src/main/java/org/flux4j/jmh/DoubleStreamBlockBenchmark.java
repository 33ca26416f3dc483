package org.flux4j.jmh;

import org.flux4j.model.DoubleStreamBlock;
import org.flux4j.model.FluxParams;
import org.flux4j.op.DType;
import org.flux4j.op.Operators;
import org.flux4j.op.Step;
import org.flux4j.op.Tensor;
import org.openjdk.jmh.annotations.Param;

/** A benchmark of a double-stream block: image tokens × text tokens × channels × heads. The check uses few tokens. */
public class DoubleStreamBlockBenchmark extends ShapedBenchmark {
    private static final int FEW = 3;

    @Param("256x512x3072x24")
    public String shape;

    @Param({"F32", "BF16"})
    public DType dtype;

    private DoubleStreamBlock block;
    private Tensor img;
    private Tensor txt;
    private Tensor vec;
    private Tensor pe;
    private Step step; // null before the first call

    @Override
    void prepare() {
        int[] sizes = sizes(shape);
        FluxParams params = BlockArguments.params(sizes[2], sizes[3], 1, 1);
        Inputs inputs = new Inputs();
        block = new DoubleStreamBlock(params, new RandomWeights(inputs, dtype));
        img = inputs.tensor(sizes[0], sizes[2]);
        txt = inputs.tensor(sizes[1], sizes[2]);
        vec = inputs.tensor(sizes[2]);
        pe = BlockArguments.pe(create("ref", threads), inputs, params, sizes[0] + sizes[1]);
    }

    @Override
    Object call() {
        if (step == null) {
            step = ops.repeated(inputs ->
                    block.forward(ops, inputs[0], inputs[1], inputs[2], pe).img());
        }
        return step.run(img, txt, vec);
    }

    @Override
    void check(Operators ref) {
        DoubleStreamBlock.Streams got = few(ops, ref);
        DoubleStreamBlock.Streams want = few(ref, ref);
        Agreement.check(got.img(), want.img());
        Agreement.check(got.txt(), want.txt());
    }

    private DoubleStreamBlock.Streams few(Operators ops, Operators ref) {
        return block.forward(
                ops, ref.slice(img, 0, 0, FEW), ref.slice(txt, 0, 0, FEW), vec, ref.slice(pe, 0, 0, 2 * FEW));
    }

    /** Counts 12·C² weights of qkv, proj and the MLP for each token, and 6·C² of each modulation. */
    @Override
    double flops() {
        int[] sizes = sizes(shape);
        int tokens = sizes[0] + sizes[1];
        double squared = (double) sizes[2] * sizes[2];
        return 2 * (12.0 * tokens + 12) * squared + BlockArguments.attentionFlops(tokens, sizes[2]);
    }
}
