package org.flux4j.model;

import java.util.List;
import java.util.stream.IntStream;
import org.flux4j.BadInputException;
import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The T5 v1.1 encoder, which encodes each token of a text as a vector. Padding is attended to like any other token,
 * since the official code passes no mask.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/t5/modeling_t5.py">modeling_t5.py,
 * T5EncoderModel</a>.
 */
public final class T5Encoder {
    private final Weight shared; // [V, C]
    private final T5RelativeBias relativeAttentionBias; // of block 0, shared by all blocks
    private final List<T5Block> block;
    private final T5LayerNorm finalLayerNorm;

    /**
     * Creates an encoder.
     *
     * @param config the sizes
     * @param w the weights, under the names of transformers (see {@link org.flux4j.io.OfficialNames#t5})
     * @throws BadInputException if a weight is missing or has another shape than expected
     */
    public T5Encoder(T5Config config, Weights w) {
        shared = w.get("shared.weight", config.vocabSize(), config.dModel());
        Weights encoder = w.in("encoder");
        relativeAttentionBias =
                new T5RelativeBias(config, encoder.in("block.0.layer.0.SelfAttention.relative_attention_bias"));
        block = IntStream.range(0, config.numLayers())
                .mapToObj(i -> new T5Block(config, encoder.in("block." + i)))
                .toList();
        finalLayerNorm = new T5LayerNorm(config, encoder.in("final_layer_norm"));
    }

    /** Returns the size of the token embedding as stored, in bytes. */
    public long embeddingSize() {
        return shared.byteSize();
    }

    /**
     * Encodes a text.
     *
     * @param inputIds L token ids, each less than vocab_size
     * @return the last_hidden_state, [L, C]
     */
    public Tensor forward(Operators ops, int[] inputIds) {
        try (Scope scope = ops.scope("text_encoder_2")) {
            Tensor x = ops.embedding(inputIds, shared);
            Tensor positionBias = relativeAttentionBias.forward(ops, inputIds.length);
            for (T5Block layer : block) {
                x = scope.replace(x, layer.forward(ops, x, positionBias));
            }
            return scope.keep(finalLayerNorm.forward(ops, x));
        }
    }
}
