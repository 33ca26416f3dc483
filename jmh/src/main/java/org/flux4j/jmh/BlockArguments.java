package org.flux4j.jmh;

import java.util.List;
import org.flux4j.model.FluxParams;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/** What the blocks of the transformer take besides tokens. */
final class BlockArguments {
    private static final int AXES = 3;
    private static final int MLP_RATIO = 4;

    private BlockArguments() {}

    /** FLUX.1's sizes at 3072 channels and 24 heads, and the same proportions at others. */
    static FluxParams params(int hiddenSize, int numHeads, int depth, int depthSingleBlocks) {
        int headDim = hiddenSize / numHeads;
        List<Integer> axesDim = List.of(headDim / 8, headDim / 16 * 7, headDim / 16 * 7);
        return new FluxParams(
                64,
                64,
                768,
                4096,
                hiddenSize,
                MLP_RATIO,
                numHeads,
                depth,
                depthSingleBlocks,
                axesDim,
                10_000,
                true,
                true);
    }

    /** The rotations of tokens that lie anywhere. */
    static Tensor pe(Operators ops, Inputs inputs, FluxParams params, int tokens) {
        int[] axesDim = params.axesDim().stream().mapToInt(Integer::intValue).toArray();
        return ops.rope(inputs.tensor(tokens, AXES), axesDim, (float) params.theta());
    }

    /** Of C-channel tokens: the scores with each other and the sum that they weigh. */
    static double attentionFlops(int tokens, int channels) {
        return 4.0 * tokens * tokens * channels;
    }
}
