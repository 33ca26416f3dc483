package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A group norm of the autoencoder, like torch.nn.GroupNorm with an eps of 1e-6.
 *
 * @param groups the number of groups
 * @param weight [C]
 * @param bias [C]
 */
record GroupNorm(int groups, Weight weight, Weight bias) {
    private static final float EPS = 1e-6f;

    GroupNorm(int groups, int channels, Weights w) {
        this(groups, w.get("weight", channels), w.get("bias", channels));
    }

    /**
     * Applies the norm.
     *
     * @param x [C, H, W]
     * @return [C, H, W]
     */
    Tensor forward(Operators ops, Tensor x) {
        return ops.groupNorm(x, weight, bias, groups, EPS);
    }

    /**
     * Applies the norm, then silu (which the official code calls {@code swish}) and a convolution with a stride of 1.
     *
     * @param x [C, H, W]
     * @return [out, H, W]
     */
    Tensor forwardSwish(Operators ops, Tensor x, Conv2d conv) {
        return ops.groupNormSiluConv2d(x, weight, bias, groups, EPS, conv.weight(), conv.bias(), conv.padding());
    }
}
