package org.flux4j.tornado;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Scaled dot-product attention, independently for each head: y = softmax(scale · q·kᵀ + bias) · v. The twin of {@code
 * org.flux4j.ref.Attention}: a kernel computes all scores [H, Lq, Lk], {@link Softmax} the weights, and another kernel
 * the weighted sums of the values. {@link org.flux4j.tornado.tile.Attention} does without the memory for the scores.
 */
final class Attention {
    private static final Kernel SCORES = Kernel.of("attentionScores", Attention::attentionScores);
    private static final Kernel SUMS = Kernel.of("attentionSums", Attention::attentionSums);

    private Attention() {}

    static Tensor apply(Tensor q, Tensor k, Tensor v, float scale, Tensor bias, Engine engine) {
        Shape y = Shapes.attention(q.shape(), k.shape(), v.shape(), bias == null ? null : bias.shape());
        int heads = q.dim(0);
        int queries = q.dim(1);
        int keys = k.dim(1);
        int d = q.dim(2);
        Tensor scores = engine.run(Launch.of(SCORES)
                .tensor(q)
                .tensor(k)
                .tensor(bias == null ? Tensor.scalar(0) : bias)
                .result(Shape.of(heads, queries, keys))
                .ints(heads * queries, queries, keys, d, bias == null ? 0 : bias.dim(0))
                .floats(scale)
                .over(heads * queries, keys));
        return engine.run(Launch.of(SUMS)
                .tensor(Softmax.apply(scores, engine))
                .tensor(v)
                .result(y)
                .ints(queries, keys, d, heads * d)
                .over(queries, heads * d));
    }

    /** Computes scores[h, i, j] = scale · Σ_d q[h, i, d] · k[h, j, d] + bias. */
    static void attentionScores(
            FloatArray q, FloatArray k, FloatArray bias, FloatArray scores, IntArray sizes, FloatArray numbers) {
        int queries = sizes.get(1);
        int keys = sizes.get(2);
        int d = sizes.get(3);
        int biases = sizes.get(4); // for how many heads: 0 is none, 1 is the same for all
        for (@Parallel int row = 0; row < sizes.get(0); row++) {
            for (@Parallel int j = 0; j < keys; j++) {
                int key = (row / queries * keys + j) * d;
                float sum = 0;
                for (int i = 0; i < d; i++) {
                    sum += q.get(row * d + i) * k.get(key + i);
                }
                float score = numbers.get(0) * sum;
                if (biases > 0) {
                    int biasRow = biases == 1 ? row % queries : row;
                    score += bias.get(biasRow * keys + j);
                }
                scores.set(row * keys + j, score);
            }
        }
    }

    /** Computes y[i, h·D + d] = Σ_j weights[h, i, j] · v[h, j, d]. */
    static void attentionSums(FloatArray weights, FloatArray v, FloatArray y, IntArray sizes) {
        int queries = sizes.get(0);
        int keys = sizes.get(1);
        int d = sizes.get(2);
        int channels = sizes.get(3);
        for (@Parallel int query = 0; query < queries; query++) {
            for (@Parallel int channel = 0; channel < channels; channel++) {
                int head = channel / d;
                float sum = 0;
                for (int j = 0; j < keys; j++) {
                    sum += weights.get((head * queries + query) * keys + j)
                            * v.get((head * keys + j) * d + channel % d);
                }
                y.set(query * channels + channel, sum);
            }
        }
    }
}
