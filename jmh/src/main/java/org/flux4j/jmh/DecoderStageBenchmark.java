package org.flux4j.jmh;

import java.util.List;
import java.util.stream.Stream;
import org.flux4j.model.ResnetBlock;
import org.flux4j.model.Upsample;
import org.flux4j.op.DType;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.openjdk.jmh.annotations.Param;

/**
 * A benchmark of the coarsest level of the decoder of the autoencoder, three residual blocks and an upsampling, over a
 * square feature map: channels × height. The check uses a small map.
 */
public class DecoderStageBenchmark extends ShapedBenchmark {
    private static final int GROUPS = 32;
    private static final int BLOCKS = 3;
    private static final int FEW = 5;

    @Param("512x64")
    public String shape;

    private List<ResnetBlock> blocks;
    private Upsample upsample;
    private Tensor x;
    private Tensor few;

    @Override
    void prepare() {
        int[] cs = sizes(shape);
        Inputs inputs = new Inputs();
        RandomWeights weights = new RandomWeights(inputs, DType.F32);
        blocks = Stream.generate(() -> new ResnetBlock(cs[0], cs[0], GROUPS, weights))
                .limit(BLOCKS)
                .toList();
        upsample = new Upsample(cs[0], weights);
        x = inputs.tensor(cs[0], cs[1], cs[1]);
        few = inputs.tensor(cs[0], FEW, FEW);
    }

    @Override
    Object call() {
        return stage(ops, x);
    }

    @Override
    void check(Operators ref) {
        Agreement.check(stage(ops, few), stage(ref, few));
    }

    private Tensor stage(Operators ops, Tensor x) {
        Tensor h = x;
        for (ResnetBlock block : blocks) {
            h = block.forward(ops, h);
        }
        return upsample.forward(ops, h);
    }

    /** Counts two 3 × 3 convolutions in each block, and one over four times as many pixels after the upsampling. */
    @Override
    double flops() {
        int[] cs = sizes(shape);
        return 2.0 * (2 * BLOCKS + 4) * 9 * cs[0] * cs[0] * cs[1] * cs[1];
    }
}
