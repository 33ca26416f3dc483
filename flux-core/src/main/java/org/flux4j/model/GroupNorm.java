package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A group norm of the autoencoder, as torch.nn.GroupNorm with eps 1e-6.
 *
 * @param weight [C]
 * @param bias [C]
 */
record GroupNorm(int groups, Weight weight, Weight bias) {
    private static final float EPS = 1e-6f;

    GroupNorm(int groups, int channels, Weights w) {
        this(groups, w.get("weight", channels), w.get("bias", channels));
    }

    /** [C, H, W] to [C, H, W]. */
    Tensor forward(Operators ops, Tensor x) {
        return ops.groupNorm(x, weight, bias, groups, EPS);
    }

    /** The same, then {@code swish}, as the official code calls silu, and a convolution with a stride of 1. */
    Tensor forwardSwish(Operators ops, Tensor x, Conv2d conv) {
        return ops.groupNormSiluConv2d(x, weight, bias, groups, EPS, conv.weight(), conv.bias(), conv.padding());
    }
}
