package org.flux4j.ref;

import org.flux4j.op.Tensor;

/**
 * The gradient of {@link GeluTanh}. With u = √(2/π) · (x + 0.044715·x³) and t = tanh(u), whose derivative by u is 1 − t²,
 * y = x/2 · (1 + t), so dy/dx = (1 + t + x · (1 − t²) · du/dx) / 2 with du/dx = √(2/π) · (1 + 3 · 0.044715·x²).
 *
 * <p>x, dy and dx have the same shape.
 */
final class GeluTanhGradient {
    private static final double SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);

    private GeluTanhGradient() {}

    static Tensor apply(Tensor dy, Tensor x, int threads) {
        return Elements.gradient("gelu_tanh", dy, x, threads, GeluTanhGradient::derivative);
    }

    private static double derivative(double x) {
        double t = Math.tanh(SQRT_2_OVER_PI * (x + 0.044715 * x * x * x));
        double slope = SQRT_2_OVER_PI * (1 + 3 * 0.044715 * x * x);
        return (1 + t + x * (1 - t * t) * slope) / 2;
    }
}
