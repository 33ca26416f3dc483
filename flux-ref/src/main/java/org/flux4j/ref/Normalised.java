package org.flux4j.ref;

/**
 * Values normalised to mean 0 and variance 1, n = (x − mean(x)) / σ with σ = √(var(x) + eps), and the gradient of this.
 *
 * <p>For count values, the derivative of mean(x) by x[i] is 1 / count, and that of σ is n[i] / count. Hence the derivative
 * of n[j] by x[i] is ([i = j] − 1 / count − n[i] · n[j] / count) / σ. Summed with the gradient g of n, this is dx = (g −
 * mean(g) − n · mean(g · n)) / σ.
 */
final class Normalised {
    private final double[] values; // n
    private final double deviation; // σ

    private Normalised(double[] values, double deviation) {
        this.values = values;
        this.deviation = deviation;
    }

    /** Normalises the {@code count} values that begin at {@code start}. */
    static Normalised of(float[] x, int start, int count, float eps) {
        Moments moments = Moments.of(x, start, count);
        double deviation = Math.sqrt(moments.variance() + eps);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = (x[start + i] - moments.mean()) / deviation;
        }
        return new Normalised(values, deviation);
    }

    /** Returns n[i]. */
    double at(int i) {
        return values[i];
    }

    /** Writes dx[start + i] for the gradient g of n. */
    void gradient(double[] g, float[] dx, int start) {
        double sum = 0;
        double product = 0;
        for (int i = 0; i < g.length; i++) {
            sum += g[i];
            product += g[i] * values[i];
        }
        for (int i = 0; i < g.length; i++) {
            dx[start + i] = (float) ((g[i] - sum / g.length - values[i] * (product / g.length)) / deviation);
        }
    }
}
