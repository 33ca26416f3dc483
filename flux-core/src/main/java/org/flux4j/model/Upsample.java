package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * Doubles height and width by repeating each pixel, then applies a convolution.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L98-L106">flux@802fb47
 * modules/autoencoder.py, Upsample</a>.
 */
public final class Upsample {
    private final String path;
    private final Conv2d conv; // [C, C, 3, 3]

    /**
     * Creates a module.
     *
     * @param channels C
     * @param w the weights of the module
     * @throws org.flux4j.BadInputException if a weight is missing or has another shape than expected
     */
    public Upsample(int channels, Weights w) {
        path = w.path();
        conv = new Conv2d(channels, channels, 3, w.in("conv"));
    }

    /**
     * Applies the module.
     *
     * @param x [C, H, W]
     * @return [C, 2·H, 2·W]
     */
    public Tensor forward(Operators ops, Tensor x) {
        try (Scope scope = ops.scope(path)) {
            return scope.keep(conv.forward(ops, ops.upsampleNearest(x, 2)));
        }
    }
}
