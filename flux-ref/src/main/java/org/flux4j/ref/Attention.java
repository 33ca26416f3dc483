package org.flux4j.ref;

import java.util.Arrays;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * Scaled dot-product attention, independently for each head: y = softmax(scale · q·kᵀ + bias) · v.
 *
 * <p>q is [H, Lq, D], k and v are [H, Lk, D], bias is [H, Lq, Lk], [1, Lq, Lk] or {@code null}, y is [Lq, H·D]. A query
 * whose keys are all hidden, that is, whose biases are all −∞, yields NaN.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/math.py#L9">attention</a>.
 */
final class Attention {
    private Attention() {}

    static Tensor apply(Tensor q, Tensor k, Tensor v, float scale, Tensor bias, int threads) {
        Tensor y = Tensor.zeros(Shapes.attention(q.shape(), k.shape(), v.shape(), bias == null ? null : bias.shape()));
        int heads = q.dim(0);
        int lq = q.dim(1);
        int lk = k.dim(1);
        int d = q.dim(2);
        Parallel.over(heads * lq, threads, (from, to) -> {
            double[] weights = new double[lk];
            double[] sum = new double[d];
            for (int row = from; row < to; row++) {
                int head = row / lq;
                int query = row % lq;
                weights(q, row, k, scale, bias, weights);
                weightedSum(weights, v.data(), head * lk * d, sum);
                for (int i = 0; i < d; i++) {
                    y.data()[query * heads * d + head * d + i] = (float) sum[i];
                }
            }
        });
        return y;
    }

    /**
     * Computes weights[j] = softmax(scale · q·kᵀ + bias)[j], for one query and all keys of its head.
     *
     * @param row the query, counted through all heads
     */
    static void weights(Tensor q, int row, Tensor k, float scale, Tensor bias, double[] weights) {
        int lq = q.dim(1);
        int lk = k.dim(1);
        int d = q.dim(2);
        scores(q.data(), row * d, k.data(), row / lq * lk * d, d, scale, weights);
        if (bias != null) {
            addTo(weights, bias.data(), (bias.dim(0) == 1 ? row % lq : row) * lk);
        }
        Softmax.normalise(weights);
    }

    /** Computes scores[j] = scale · Σ_d q[d] · k[j, d], for one query and all keys of its head. */
    private static void scores(float[] q, int query, float[] k, int firstKey, int d, float scale, double[] scores) {
        for (int j = 0; j < scores.length; j++) {
            double sum = 0;
            for (int i = 0; i < d; i++) {
                sum += (double) q[query + i] * k[firstKey + j * d + i];
            }
            scores[j] = scale * sum;
        }
    }

    /** Adds the biases of one query to its scores: scores[j] += bias[j]. */
    private static void addTo(double[] scores, float[] bias, int start) {
        for (int j = 0; j < scores.length; j++) {
            scores[j] += bias[start + j];
        }
    }

    /** Computes sum[d] = Σ_j weights[j] · v[j, d], for all values of a head. */
    private static void weightedSum(double[] weights, float[] v, int firstValue, double[] sum) {
        Arrays.fill(sum, 0);
        for (int j = 0; j < weights.length; j++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weights[j] * v[firstValue + j * sum.length + i];
            }
        }
    }
}
