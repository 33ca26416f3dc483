package org.flux4j.ref;

import org.flux4j.op.Tensor;

/**
 * SiLU of each element: y = x / (1 + e^−x).
 *
 * <p>x has any shape; y has the shape of x.
 *
 * <p>Source: torch.nn.SiLU, as in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L56">MLPEmbedder</a>;
 * the autoencoder calls it <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L21">swish</a>.
 */
final class Silu {
    private Silu() {}

    static Tensor apply(Tensor x, int threads) {
        return Elements.map(x, threads, Silu::silu);
    }

    static double silu(double x) {
        return x / (1 + Math.exp(-x));
    }
}
