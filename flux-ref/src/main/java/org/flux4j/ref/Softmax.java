package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The softmax of each row: y = e^(x − max x) / Σ e^(x − max x). In exact arithmetic, subtracting the maximum changes
 * nothing; in floating point, it keeps the exponentials within range.
 *
 * <p>x and y are [..., N].
 *
 * <p>Source: torch.softmax, inside <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/math.py#L9">scaled_dot_product_attention</a>.
 */
final class Softmax {
    private Softmax() {}

    static Tensor apply(Tensor x, int threads) {
        Tensor y = Tensor.zeros(Shapes.softmax(x.shape()));
        int n = x.dim(-1);
        Parallel.over(x.shape().rows(), threads, (from, to) -> {
            double[] values = new double[n];
            for (int row = from; row < to; row++) {
                for (int i = 0; i < n; i++) {
                    values[i] = x.data()[row * n + i];
                }
                normalise(values);
                for (int i = 0; i < n; i++) {
                    y.data()[row * n + i] = (float) values[i];
                }
            }
        });
        return y;
    }

    /** Replaces the values of a row by their softmax. */
    static void normalise(double[] row) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : row) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = Math.exp(row[i] - max);
            sum += row[i];
        }
        for (int i = 0; i < row.length; i++) {
            row[i] /= sum;
        }
    }
}
