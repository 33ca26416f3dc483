package org.flux4j.ref;

import org.flux4j.op.Tensor;

/**
 * The gradient of {@link GeluErf}. y = x · Φ(x) with the distribution function of the standard normal variable, Φ(x) = (1
 * + erf(x/√2)) / 2, whose derivative is its density φ(x) = e^(−x²/2) / √(2π). So dy/dx = Φ(x) + x · φ(x).
 *
 * <p>x, dy and dx have the same shape.
 */
final class GeluErfGradient {
    private static final double SQRT_2 = Math.sqrt(2);
    private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

    private GeluErfGradient() {}

    static Tensor apply(Tensor dy, Tensor x, int threads) {
        return Elements.gradient("gelu_erf", dy, x, threads, GeluErfGradient::derivative);
    }

    private static double derivative(double x) {
        double distribution = (1 + Erf.erf(x / SQRT_2)) / 2;
        double density = Math.exp(-x * x / 2) / SQRT_2_PI;
        return distribution + x * density;
    }
}
