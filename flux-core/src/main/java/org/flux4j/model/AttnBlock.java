package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Qkv;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * Attention of every pixel to every pixel, with one head. Its 1 × 1 convolutions run as linear layers over pixels.
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

    public AttnBlock(int channels, int groups, Weights w) {
        path = w.path();
        norm = new GroupNorm(groups, channels, w.in("norm"));
        q = Linear.pixelwise(channels, channels, w.in("q"));
        k = Linear.pixelwise(channels, channels, w.in("k"));
        v = Linear.pixelwise(channels, channels, w.in("v"));
        projOut = Linear.pixelwise(channels, channels, w.in("proj_out"));
    }

    /** [C, H, W] to [C, H, W]. */
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
