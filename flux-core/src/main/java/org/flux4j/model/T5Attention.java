package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/**
 * The self-attention of T5, which does not scale the scores.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/t5/modeling_t5.py">modeling_t5.py,
 * T5Attention</a>.
 */
final class T5Attention {
    private final int numHeads;
    private final Linear q; // [H·D, C], like k and v
    private final Linear k;
    private final Linear v;
    private final Linear o; // [C, H·D]

    T5Attention(T5Config config, Weights w) {
        numHeads = config.numHeads();
        q = new Linear(config.dModel(), config.innerDim(), false, w.in("q"));
        k = new Linear(config.dModel(), config.innerDim(), false, w.in("k"));
        v = new Linear(config.dModel(), config.innerDim(), false, w.in("v"));
        o = new Linear(config.innerDim(), config.dModel(), false, w.in("o"));
    }

    /**
     * Applies the attention.
     *
     * @param x [L, C]
     * @param positionBias the bias of the scores, [H, L, L]
     * @return [L, C]
     */
    Tensor forward(Operators ops, Tensor x, Tensor positionBias) {
        Tensor queries = ops.splitHeads(q.forward(ops, x), numHeads);
        Tensor keys = ops.splitHeads(k.forward(ops, x), numHeads);
        Tensor values = ops.splitHeads(v.forward(ops, x), numHeads);
        return o.forward(ops, ops.attention(queries, keys, values, 1, positionBias));
    }
}
