package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Qkv;
import org.flux4j.op.Tensor;

/**
 * The self-attention of CLIP.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/clip/modeling_clip.py">modeling_clip.py,
 * CLIPAttention</a>.
 */
final class ClipAttention {
    private final int numHeads;
    private final Linear qProj; // [C, C], like the others
    private final Linear kProj;
    private final Linear vProj;
    private final Linear outProj;

    ClipAttention(ClipConfig config, Weights w) {
        int dim = config.hiddenSize();
        numHeads = config.numAttentionHeads();
        qProj = new Linear(dim, dim, w.in("q_proj"));
        kProj = new Linear(dim, dim, w.in("k_proj"));
        vProj = new Linear(dim, dim, w.in("v_proj"));
        outProj = new Linear(dim, dim, w.in("out_proj"));
    }

    /**
     * Applies the attention.
     *
     * @param x [L, C]
     * @param mask the bias of the scores, [1, L, L]
     * @return [L, C]
     */
    Tensor forward(Operators ops, Tensor x, Tensor mask) {
        Tensor q = ops.splitHeads(qProj.forward(ops, x), numHeads);
        Tensor k = ops.splitHeads(kProj.forward(ops, x), numHeads);
        Tensor v = ops.splitHeads(vProj.forward(ops, x), numHeads);
        return outProj.forward(ops, ops.attention(new Qkv(q, k, v), mask));
    }
}
