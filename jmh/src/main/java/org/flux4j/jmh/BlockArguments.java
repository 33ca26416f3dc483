package org.flux4j.jmh;

import java.util.List;
import org.flux4j.model.FluxParams;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/** The arguments of transformer blocks other than tokens. */
final class BlockArguments {
    private static final int AXES = 3;
    private static final int MLP_RATIO = 4;

    private BlockArguments() {}

    /**
     * Returns the sizes of a transformer in the proportions of FLUX.1, which has a hidden size of 3072 and 24 heads.
     */
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

    /** Returns the rotations of tokens with random positions, [tokens, D/2, 2, 2]. */
    static Tensor pe(Operators ops, Inputs inputs, FluxParams params, int tokens) {
        int[] axesDim = params.axesDim().stream().mapToInt(Integer::intValue).toArray();
        return ops.rope(inputs.tensor(tokens, AXES), axesDim, (float) params.theta());
    }

    /** Returns the number of floating-point operations of attention: those of the scores and of the weighted sums. */
    static double attentionFlops(int tokens, int channels) {
        return 4.0 * tokens * tokens * channels;
    }
}
