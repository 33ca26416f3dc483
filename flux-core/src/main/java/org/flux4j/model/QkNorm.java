package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Qkv;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * RMSNorm of queries and keys, each head for itself.
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
     * Splits the joined projection into heads, and normalises and turns q and k.
     *
     * @param qkv [L, 3·C]
     * @param pe [L, D/2, 2, 2]
     */
    Qkv splitQkv(Operators ops, Tensor qkv, Tensor pe) {
        return ops.splitQkv(qkv, numHeads, queryScale, keyScale, pe, EPS);
    }
}
