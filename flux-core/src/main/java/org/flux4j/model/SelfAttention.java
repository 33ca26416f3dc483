package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Qkv;
import org.flux4j.op.Tensor;

/**
 * The projections around the attention of a double-stream block, for one of its streams. The attention itself is over
 * the tokens of both streams and thus not part of this class.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L87-L103">flux@802fb47
 * modules/layers.py, SelfAttention</a>.
 */
final class SelfAttention {
    private final Linear qkv; // [3·C, C]
    private final QkNorm norm;
    private final Linear proj; // [C, C]

    SelfAttention(FluxParams params, Weights w) {
        int dim = params.hiddenSize();
        qkv = new Linear(dim, 3 * dim, params.qkvBias(), w.in("qkv"));
        norm = new QkNorm(params, w.in("norm"));
        proj = new Linear(dim, dim, w.in("proj"));
    }

    /**
     * Returns the queries, keys and values of this stream.
     *
     * @param x [L, C]
     * @param pe the rotations of the tokens of this stream, [L, D/2, 2, 2]
     */
    Qkv qkv(Operators ops, Tensor x, Tensor pe) {
        return norm.splitQkv(ops, qkv.forward(ops, x), pe);
    }

    /**
     * Applies the projection that follows the attention.
     *
     * @param attn [L, C]
     * @return [L, C]
     */
    Tensor proj(Operators ops, Tensor attn) {
        return proj.forward(ops, attn);
    }
}
