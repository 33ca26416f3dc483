package org.flux4j.ref;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The gradients of {@link Linear}. Since y[l, n] = bias[n] + Σ_k x[l, k] · weight[n, k], the derivative of y[l, n] by
 * x[l, k] is weight[n, k], by weight[n, k] it is x[l, k], and by bias[n] it is 1. Hence
 *
 * <pre>
 * dx[l, k] = Σ_n dy[l, n] · weight[n, k]      dWeight[n, k] = Σ_l dy[l, n] · x[l, k]      dBias[n] = Σ_l dy[l, n]
 * </pre>
 *
 * <p>x and dx are [L, K], weight is [N, K], dy is [L, N].
 */
final class LinearGradient {
    private LinearGradient() {}

    static Tensor apply(Tensor dy, Weight weight, int threads) {
        int l = dy.dim(0);
        int k = weight.dim(1);
        int n = weight.dim(0);
        Tensor dx = Tensor.zeros(l, k);
        Shapes.gradient("linear", dy.shape(), Shapes.linear(dx.shape(), weight, null));
        Parallel.over(l, threads, (from, to) -> {
            float[] row = new float[k];
            double[] sums = new double[(to - from) * k];
            for (int j = 0; j < n; j++) {
                weight.read((long) j * k, row, 0, k);
                for (int i = from; i < to; i++) {
                    addScaled(dy.data()[i * n + j], row, 0, sums, (i - from) * k, k);
                }
            }
            for (int i = 0; i < sums.length; i++) {
                dx.data()[from * k + i] = (float) sums[i];
            }
        });
        return dx;
    }

    static void add(Tensor dy, Tensor x, float[] dWeight, float[] dBias, int threads) {
        int l = x.dim(0);
        int k = x.dim(1);
        int n = dy.dim(1);
        Shapes.gradient("linear", dy.shape(), Shape.of(l, n));
        Parallel.over(n, threads, (from, to) -> {
            for (int j = from; j < to; j++) {
                double[] row = new double[k];
                double sum = 0;
                for (int i = 0; i < l; i++) {
                    addScaled(dy.data()[i * n + j], x.data(), i * k, row, 0, k);
                    sum += dy.data()[i * n + j];
                }
                if (dWeight != null) {
                    Params.add(row, dWeight, j * k);
                }
                if (dBias != null) {
                    dBias[j] = (float) (dBias[j] + sum);
                }
            }
        });
    }

    /** Adds factor · x[start + i] to sums[at + i], for i in 0..count−1. */
    private static void addScaled(double factor, float[] x, int start, double[] sums, int at, int count) {
        for (int i = 0; i < count; i++) {
            sums[at + i] += factor * x[start + i];
        }
    }
}
