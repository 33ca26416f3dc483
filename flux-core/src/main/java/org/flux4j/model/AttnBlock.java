package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Qkv;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * Self-attention with a single head, over all pixels of a feature map. The 1 × 1 convolutions of the official code are
 * linear layers over pixels.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L25-L52">flux@802fb47
 * modules/autoencoder.py, AttnBlock</a>.
 */
public final class AttnBlock {
    private final String path;
    private final GroupNorm norm;
    private final Linear q; // [C, C, 1, 1]
    private final Linear k; // [C, C, 1, 1]
    private final Linear v; // [C, C, 1, 1]
    private final Linear projOut; // [C, C, 1, 1]

    /**
     * Creates a block.
     *
     * @param channels C
     * @param groups the number of groups of the norm
     * @param w the weights of the block
     * @throws org.flux4j.BadInputException if a weight is missing or has another shape than expected
     */
    public AttnBlock(int channels, int groups, Weights w) {
        path = w.path();
        norm = new GroupNorm(groups, channels, w.in("norm"));
        q = Linear.pixelwise(channels, channels, w.in("q"));
        k = Linear.pixelwise(channels, channels, w.in("k"));
        v = Linear.pixelwise(channels, channels, w.in("v"));
        projOut = Linear.pixelwise(channels, channels, w.in("proj_out"));
    }

    /**
     * Applies the block.
     *
     * @param x [C, H, W]
     * @return [C, H, W]
     */
    public Tensor forward(Operators ops, Tensor x) {
        int channels = x.dim(0);
        int height = x.dim(1);
        int width = x.dim(2);
        int pixels = height * width;
        try (Scope scope = ops.scope(path)) {
            Tensor h = ops.transpose(norm.forward(ops, x).reshape(channels, pixels));
            Qkv qkv = new Qkv(
                    q.forward(ops, h).reshape(1, pixels, channels),
                    k.forward(ops, h).reshape(1, pixels, channels),
                    v.forward(ops, h).reshape(1, pixels, channels));
            h = ops.transpose(projOut.forward(ops, ops.attention(qkv, null)));
            return scope.keep(ops.add(x, h.reshape(channels, height, width)));
        }
    }
}
