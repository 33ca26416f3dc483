package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Qkv;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The RMS norms of queries and keys, which normalise each head separately.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L63-L84">flux@802fb47
 * modules/layers.py, RMSNorm and QKNorm</a>.
 */
final class QkNorm {
    private static final float EPS = 1e-6f;

    private final int numHeads;
    private final Weight queryScale; // [D]
    private final Weight keyScale; // [D]

    QkNorm(FluxParams params, Weights w) {
        numHeads = params.numHeads();
        queryScale = w.get("query_norm.scale", params.headDim());
        keyScale = w.get("key_norm.scale", params.headDim());
    }

    /**
     * Splits the joint projection of queries, keys and values into heads, then normalises and rotates queries and keys.
     *
     * @param qkv the joint projection, [L, 3·C]
     * @param pe the rotations of the tokens, [L, D/2, 2, 2]
     * @return the queries, keys and values, each [H, L, D]
     */
    Qkv splitQkv(Operators ops, Tensor qkv, Tensor pe) {
        return ops.splitQkv(qkv, numHeads, queryScale, keyScale, pe, EPS);
    }
}
