package org.flux4j.ref;

import org.flux4j.op.Tensor;

/**
 * The gradient of {@link QuickGelu}. With s = 1 / (1 + e^(−1.702·x)), whose derivative is 1.702 · s · (1 − s), y = x · s,
 * so dy/dx = s + 1.702·x · s · (1 − s) = s · (1 + 1.702·x · (1 − s)).
 *
 * <p>x, dy and dx have the same shape.
 */
final class QuickGeluGradient {
    private QuickGeluGradient() {}

    static Tensor apply(Tensor dy, Tensor x, int threads) {
        return Elements.gradient("quick_gelu", dy, x, threads, QuickGeluGradient::derivative);
    }

    private static double derivative(double x) {
        double s = 1 / (1 + Math.exp(-1.702 * x));
        return s * (1 + 1.702 * x * (1 - s));
    }
}
