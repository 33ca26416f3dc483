package org.flux4j.ref;

import org.flux4j.op.Tensor;

/**
 * An affine function of each element: y = factor · x + offset.
 *
 * <p>x has any shape; y has the shape of x.
 *
 * <p>Source: the scale and shift of the latent in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L314">AutoEncoder</a>.
 */
final class Affine {
    private Affine() {}

    static Tensor apply(Tensor x, float factor, float offset, int threads) {
        return Elements.map(x, threads, value -> factor * value + offset);
    }
}
