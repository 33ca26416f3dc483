package org.flux4j.ref;

import org.flux4j.op.Tensor;

/**
 * The sigmoid approximation of the GELU of each element: y = x / (1 + e^(−1.702·x)). It is the GELU of CLIP.
 *
 * <p>x has any shape; y has the shape of x.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/activations.py#L117">QuickGELUActivation</a>.
 */
final class QuickGelu {
    private QuickGelu() {}

    static Tensor apply(Tensor x, int threads) {
        return Elements.map(x, threads, QuickGelu::quickGelu);
    }

    static double quickGelu(double x) {
        return x / (1 + Math.exp(-1.702 * x));
    }
}
