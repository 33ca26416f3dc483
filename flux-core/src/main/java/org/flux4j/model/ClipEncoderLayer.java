package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * A layer of CLIP: attention, then an MLP, each with a norm before it and a residual connection around it.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/clip/modeling_clip.py">modeling_clip.py,
 * CLIPEncoderLayer</a>.
 */
final class ClipEncoderLayer {
    private final String path;
    private final LayerNorm layerNorm1;
    private final ClipAttention selfAttn;
    private final LayerNorm layerNorm2;
    private final ClipMlp mlp;

    ClipEncoderLayer(ClipConfig config, Weights w) {
        path = w.path();
        layerNorm1 = new LayerNorm(config.hiddenSize(), config.layerNormEps(), w.in("layer_norm1"));
        selfAttn = new ClipAttention(config, w.in("self_attn"));
        layerNorm2 = new LayerNorm(config.hiddenSize(), config.layerNormEps(), w.in("layer_norm2"));
        mlp = new ClipMlp(config, w.in("mlp"));
    }

    /**
     * Applies the layer.
     *
     * @param x [L, C]
     * @param mask the bias of the scores, [1, L, L]
     * @return [L, C]
     */
    Tensor forward(Operators ops, Tensor x, Tensor mask) {
        try (Scope scope = ops.scope(path)) {
            Tensor h = ops.add(x, selfAttn.forward(ops, layerNorm1.forward(ops, x), mask));
            return scope.keep(ops.add(h, mlp.forward(ops, layerNorm2.forward(ops, h))));
        }
    }
}
