package org.flux4j.tornado.tile;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.tornado.run.Engine;
import org.flux4j.tornado.run.Kernel;
import org.flux4j.tornado.run.Launch;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Attention in tiles, without memory for the scores: a group of 64 items computes 64 queries of a head, one each, and goes
 * over the keys and values 16 at a time, which it reads into memory that it shares. Each item keeps the maximum of its
 * scores so far, the sum of their exponentials, and the weighted sum of the values; when the maximum rises, it scales the
 * sums down. The scalar twin is {@code org.flux4j.ref.Attention}.
 *
 * <p>Source: Dao et al., "FlashAttention", <a href="https://arxiv.org/abs/2205.14135">arXiv 2205.14135</a>.
 */
public final class Attention {
    private static final Kernel KERNEL = Kernel.of("attentionTiles", Attention::attentionTiles);
    private static final int QUERIES = 64;

    /** The largest number of channels of a head: each item holds a query and a sum of values in its own memory. */
    private static final int MOST_CHANNELS = 128;

    private Attention() {}

    /** Returns whether there is a tile for heads of this size. */
    public static boolean fits(Tensor q, Tensor k) {
        return q.dim(2) <= MOST_CHANNELS && k.dim(1) > 0;
    }

    /** Returns softmax(scale · q·kᵀ + bias) · v, of shape [Lq, H·D], where the bias may be {@code null}. */
    public static Tensor apply(Tensor q, Tensor k, Tensor v, float scale, Tensor bias, Engine engine) {
        int heads = q.dim(0);
        int queries = q.dim(1);
        int d = q.dim(2);
        return engine.run(Launch.of(KERNEL)
                .context()
                .tensor(q)
                .tensor(k)
                .tensor(v)
                .tensor(bias == null ? Tensor.scalar(0) : bias)
                .result(Shape.of(queries, heads * d))
                .ints(heads, queries, k.dim(1), d, bias == null ? 0 : bias.dim(0))
                .floats(scale)
                .groups(Math.ceilDiv(queries, QUERIES), heads, QUERIES, 1));
    }

    static void attentionTiles(
            KernelContext context,
            FloatArray q,
            FloatArray k,
            FloatArray v,
            FloatArray bias,
            FloatArray y,
            IntArray sizes,
            FloatArray numbers) {
        int queries = sizes.get(1);
        int keys = sizes.get(2);
        int d = sizes.get(3);
        int biases = sizes.get(4); // for how many heads: 0 is none, 1 is the same for all
        int item = context.localIdx;
        int head = context.groupIdy;
        int row = context.groupIdx * 64 + item;
        int safeRow = row < queries ? row : queries - 1; // items beyond the last query read with the others
        float[] keyTile = context.allocateFloatLocalArray(2048); // [16, 128]
        float[] valueTile = context.allocateFloatLocalArray(2048);
        float[] query = new float[128];
        float[] sums = new float[128];
        for (int i = 0; i < 128; i++) {
            query[i] = 0;
            sums[i] = 0;
            if (i < d) {
                query[i] = numbers.get(0) * q.get((head * queries + safeRow) * d + i);
            }
        }
        float max = -Float.MAX_VALUE; // less than any score but −∞, whose weight is thus 0
        float sum = 0;
        for (int from = 0; from < keys; from += 16) {
            int count = keys - from < 16 ? keys - from : 16;
            for (int place = item; place < count * d; place += 64) {
                keyTile[place] = k.get((head * keys + from) * d + place);
                valueTile[place] = v.get((head * keys + from) * d + place);
            }
            context.localBarrier();
            for (int j = 0; j < count; j++) {
                float score = 0;
                for (int i = 0; i < d; i++) {
                    score += query[i] * keyTile[j * d + i];
                }
                if (biases > 0) {
                    int biasRow = biases == 1 ? safeRow : head * queries + safeRow;
                    score += bias.get(biasRow * keys + from + j);
                }
                if (score > max) {
                    float shrink = TornadoMath.exp(max - score);
                    max = score;
                    sum *= shrink;
                    for (int i = 0; i < d; i++) {
                        sums[i] = sums[i] * shrink;
                    }
                }
                float weight = TornadoMath.exp(score - max);
                sum += weight;
                for (int i = 0; i < d; i++) {
                    sums[i] = sums[i] + weight * valueTile[j * d + i];
                }
            }
            context.localBarrier();
        }
        if (row < queries) {
            for (int i = 0; i < d; i++) {
                y.set((row * sizes.get(0) + head) * d + i, sums[i] / sum);
            }
        }
    }
}
