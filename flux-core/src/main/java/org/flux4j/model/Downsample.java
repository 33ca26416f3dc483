package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;

/**
 * Halves height and width by a convolution with a stride of 2, which is padded at the bottom and on the right only.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L85-L95">flux@802fb47
 * modules/autoencoder.py, Downsample</a>.
 */
public final class Downsample {
    private final Conv2d conv; // [C, C, 3, 3]

    /**
     * Creates a module.
     *
     * @param channels C
     * @param w the weights of the module
     * @throws org.flux4j.BadInputException if a weight is missing or has another shape than expected
     */
    public Downsample(int channels, Weights w) {
        conv = new Conv2d(channels, channels, 3, 2, new Padding(0, 0, 1, 1), w.in("conv"));
    }

    /**
     * Applies the module.
     *
     * @param x [C, H, W]
     * @return [C, H/2, W/2], rounded down
     */
    public Tensor forward(Operators ops, Tensor x) {
        return conv.forward(ops, x);
    }
}
