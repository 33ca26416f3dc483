package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The relative position bias, which T5 adds to the scores of attention instead of embedding positions: a learned number
 * for each head and each bucket of distances.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/t5/modeling_t5.py">modeling_t5.py,
 * T5Attention.compute_bias and _relative_position_bucket</a>.
 */
final class T5RelativeBias {
    private final String path;
    private final int numBuckets;
    private final int maxDistance;
    private final Weight table; // [buckets, H]

    T5RelativeBias(T5Config config, Weights w) {
        path = w.path();
        numBuckets = config.relativeAttentionNumBuckets();
        maxDistance = config.relativeAttentionMaxDistance();
        table = w.get("weight", numBuckets, config.numHeads());
    }

    /**
     * Returns the bias of all pairs of a query and a key.
     *
     * @param length L, the number of tokens
     * @return [H, L, L]
     */
    Tensor forward(Operators ops, int length) {
        int[] buckets = new int[length * length];
        for (int query = 0; query < length; query++) {
            for (int key = 0; key < length; key++) {
                buckets[query * length + key] = bucket(key - query, numBuckets, maxDistance);
            }
        }
        try (Scope scope = ops.scope(path)) {
            Tensor values = ops.embedding(buckets, table); // [L·L, H]
            return scope.keep(ops.transpose(values)).reshape(table.dim(1), length, length);
        }
    }

    /**
     * Returns the bucket of a distance. Half of the buckets are for keys before the query, half for keys after it. In
     * each half, the first half of the buckets hold a single distance each; the others hold ranges whose width grows
     * logarithmically, up to maxDistance.
     *
     * @param distance the position of the key minus the position of the query
     */
    static int bucket(int distance, int numBuckets, int maxDistance) {
        int half = numBuckets / 2;
        int first = distance > 0 ? half : 0;
        int magnitude = Math.abs(distance);
        int exact = half / 2;
        if (magnitude < exact) {
            return first + magnitude;
        }
        // in float32, like the source, so that a distance at the border of two buckets falls into the same bucket
        float share = (float) Math.log((float) magnitude / exact) / (float) Math.log((double) maxDistance / exact);
        return first + Math.min(exact + (int) (share * (half - exact)), half - 1);
    }
}
