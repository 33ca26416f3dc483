package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The gradient of {@link Softmax}. The derivative of y[j] by x[i], for y[j] = e^x[j] / Σ_m e^x[m], is y[j] · ([i = j] −
 * y[i]). Summed with dy, this is dx[i] = y[i] · (dy[i] − Σ_j dy[j] · y[j]).
 *
 * <p>y, dy and dx are [..., N].
 */
final class SoftmaxGradient {
    private SoftmaxGradient() {}

    static Tensor apply(Tensor dy, Tensor y, int threads) {
        Tensor dx = Tensor.zeros(Shapes.gradient("softmax", dy.shape(), Shapes.softmax(y.shape())));
        int n = y.dim(-1);
        Parallel.over(y.shape().rows(), threads, (from, to) -> {
            double[] gradient = new double[n];
            double[] weights = new double[n];
            for (int row = from; row < to; row++) {
                for (int i = 0; i < n; i++) {
                    gradient[i] = dy.data()[row * n + i];
                    weights[i] = y.data()[row * n + i];
                }
                apply(gradient, weights);
                for (int i = 0; i < n; i++) {
                    dx.data()[row * n + i] = (float) gradient[i];
                }
            }
        });
        return dx;
    }

    /** Replaces the gradient of a row of the result by that of the row of the argument. */
    static void apply(double[] gradient, double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += gradient[i] * y[i];
        }
        for (int i = 0; i < y.length; i++) {
            gradient[i] = y[i] * (gradient[i] - sum);
        }
    }
}
