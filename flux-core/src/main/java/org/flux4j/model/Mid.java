package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/** The blocks in the middle of the encoder and of the decoder, at the coarsest resolution. */
final class Mid {
    private final ResnetBlock block1;
    private final AttnBlock attn1;
    private final ResnetBlock block2;

    Mid(int channels, int groups, Weights w) {
        block1 = new ResnetBlock(channels, channels, groups, w.in("block_1"));
        attn1 = new AttnBlock(channels, groups, w.in("attn_1"));
        block2 = new ResnetBlock(channels, channels, groups, w.in("block_2"));
    }

    /**
     * Applies the blocks.
     *
     * @param x [C, H, W]
     * @return [C, H, W]
     */
    Tensor forward(Operators ops, Tensor x) {
        return block2.forward(ops, attn1.forward(ops, block1.forward(ops, x)));
    }
}
