package org.flux4j.ref;

import org.flux4j.op.Tensor;

/**
 * The tanh approximation of the GELU of each element: y = x/2 · (1 + tanh(√(2/π) · (x + 0.044715·x³))). It is the GELU
 * of the transformer and of T5 v1.1.
 *
 * <p>x has any shape; y has the shape of x.
 *
 * <p>Source: torch.nn.GELU(approximate="tanh"), as in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L143">DoubleStreamBlock.img_mlp</a>.
 */
final class GeluTanh {
    private static final double SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);

    private GeluTanh() {}

    static Tensor apply(Tensor x, int threads) {
        return Elements.map(x, threads, GeluTanh::geluTanh);
    }

    static double geluTanh(double x) {
        return x / 2 * (1 + Math.tanh(SQRT_2_OVER_PI * (x + 0.044715 * x * x * x)));
    }
}
