package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * What T5 adds to the scores of attention instead of embedding positions: a learned number for every head and every
 * bucket of distances.
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
     * The bias between all pairs of tokens.
     *
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
     * The bucket of a distance: half of them for keys behind the query, half for those ahead. Of each half, half hold one
     * distance each and the others logarithmically wider ranges, up to maxDistance.
     *
     * @param distance position of the key less position of the query
     */
    static int bucket(int distance, int numBuckets, int maxDistance) {
        int half = numBuckets / 2;
        int first = distance > 0 ? half : 0;
        int far = Math.abs(distance);
        int exact = half / 2;
        if (far < exact) {
            return first + far;
        }
        // float32 like the source, so that a distance on the border of two buckets falls into the same one
        float share = (float) Math.log((float) far / exact) / (float) Math.log((double) maxDistance / exact);
        return first + Math.min(exact + (int) (share * (half - exact)), half - 1);
    }
}
