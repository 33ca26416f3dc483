package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * A block of T5: attention, then a feed-forward layer, each with a norm before it and a residual connection around it.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/t5/modeling_t5.py">modeling_t5.py,
 * T5Block with T5LayerSelfAttention and T5LayerFF</a>.
 */
final class T5Block {
    private final String path;
    private final T5LayerNorm attentionNorm;
    private final T5Attention selfAttention;
    private final T5LayerNorm feedForwardNorm;
    private final T5DenseGatedActDense denseReluDense;

    T5Block(T5Config config, Weights w) {
        path = w.path();
        attentionNorm = new T5LayerNorm(config, w.in("layer.0.layer_norm"));
        selfAttention = new T5Attention(config, w.in("layer.0.SelfAttention"));
        feedForwardNorm = new T5LayerNorm(config, w.in("layer.1.layer_norm"));
        denseReluDense = new T5DenseGatedActDense(config, w.in("layer.1.DenseReluDense"));
    }

    /**
     * Applies the block.
     *
     * @param x [L, C]
     * @param positionBias the bias of the scores, [H, L, L]
     * @return [L, C]
     */
    Tensor forward(Operators ops, Tensor x, Tensor positionBias) {
        try (Scope scope = ops.scope(path)) {
            Tensor h = ops.add(x, selfAttention.forward(ops, attentionNorm.forward(ops, x), positionBias));
            return scope.keep(ops.add(h, denseReluDense.forward(ops, feedForwardNorm.forward(ops, h))));
        }
    }
}
