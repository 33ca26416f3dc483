package org.flux4j.ref;

import org.flux4j.op.Tensor;

/**
 * The exact GELU of each element: y = x/2 · (1 + erf(x/√2)), which is x times the probability that a standard normal
 * variable is less than x.
 *
 * <p>x has any shape; y has the shape of x.
 *
 * <p>Source: Hendrycks and Gimpel, "Gaussian Error Linear Units (GELUs)", <a
 * href="https://arxiv.org/abs/1606.08415">arXiv 1606.08415</a>; torch.nn.GELU().
 */
final class GeluErf {
    private static final double SQRT_2 = Math.sqrt(2);

    private GeluErf() {}

    static Tensor apply(Tensor x, int threads) {
        return Elements.map(x, threads, GeluErf::geluErf);
    }

    static double geluErf(double x) {
        return x / 2 * (1 + Erf.erf(x / SQRT_2));
    }
}
