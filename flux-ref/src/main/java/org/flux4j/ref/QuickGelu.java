package org.flux4j.ref;

import org.flux4j.op.Tensor;

/**
 * y = x / (1 + e^(−1.702·x)): the GELU of CLIP.
 *
 * <p>x and y of any shape.
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
