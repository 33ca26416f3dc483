package org.flux4j.ref;

import org.flux4j.op.Tensor;

/**
 * The gradient of {@link Silu}. With s = 1 / (1 + e^−x), whose derivative is s · (1 − s), y = x · s, so dy/dx = s + x · s
 * · (1 − s) = s · (1 + x · (1 − s)).
 *
 * <p>x, dy and dx have the same shape.
 */
final class SiluGradient {
    private SiluGradient() {}

    static Tensor apply(Tensor dy, Tensor x, int threads) {
        return Elements.gradient("silu", dy, x, threads, SiluGradient::derivative);
    }

    private static double derivative(double x) {
        double s = 1 / (1 + Math.exp(-x));
        return s * (1 + x * (1 - s));
    }
}
