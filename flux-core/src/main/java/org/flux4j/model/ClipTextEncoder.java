package org.flux4j.model;

import java.util.List;
import java.util.stream.IntStream;
import org.flux4j.BadInputException;
import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The CLIP text encoder, which encodes a text as a single vector: the hidden state of the token that ends it.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/clip/modeling_clip.py">modeling_clip.py,
 * CLIPTextModel</a>.
 */
public final class ClipTextEncoder {
    /** The eos_token_id that early versions of transformers wrote, whatever the id of the tokenizer was. */
    private static final int LEGACY_EOS = 2;

    private final String source;
    private final int eosTokenId;
    private final Weight tokenEmbedding; // [V, C]
    private final Weight positionEmbedding; // [max_position_embeddings, C]
    private final List<ClipEncoderLayer> layers;
    private final LayerNorm finalLayerNorm;

    /**
     * Creates an encoder.
     *
     * @param config the sizes
     * @param weights the weights, under the names of transformers, which begin with {@code text_model.} (see
     *     {@link org.flux4j.io.OfficialNames#clip})
     * @throws BadInputException if a weight is missing or has another shape than expected
     */
    public ClipTextEncoder(ClipConfig config, Weights weights) {
        Weights w = weights.in("text_model");
        int dim = config.hiddenSize();
        source = w.source();
        eosTokenId = config.eosTokenId();
        tokenEmbedding = w.get("embeddings.token_embedding.weight", config.vocabSize(), dim);
        positionEmbedding = w.get("embeddings.position_embedding.weight", config.maxPositionEmbeddings(), dim);
        layers = IntStream.range(0, config.numHiddenLayers())
                .mapToObj(i -> new ClipEncoderLayer(config, w.in("encoder.layers." + i)))
                .toList();
        finalLayerNorm = new LayerNorm(dim, config.layerNormEps(), w.in("final_layer_norm"));
    }

    /**
     * Encodes a text.
     *
     * @param inputIds at most max_position_embeddings token ids, each less than vocab_size
     * @return the pooler_output, [C]
     * @throws BadInputException if no token ends the text, because config and tokenizer belong to different models
     */
    public Tensor forward(Operators ops, int[] inputIds) {
        int length = inputIds.length;
        int end = endOfText(inputIds);
        try (Scope scope = ops.scope("text_encoder")) {
            Tensor positions = ops.embedding(IntStream.range(0, length).toArray(), positionEmbedding);
            Tensor x = ops.add(ops.embedding(inputIds, tokenEmbedding), positions);
            Tensor mask = causalMask(length);
            for (ClipEncoderLayer layer : layers) {
                x = scope.replace(x, layer.forward(ops, x, mask));
            }
            x = finalLayerNorm.forward(ops, x);
            return scope.keep(ops.slice(x, 0, end, end + 1)).reshape(x.dim(1));
        }
    }

    /** Returns the index of the first token that ends the text. Padding, which follows it, may be the same token. */
    private int endOfText(int[] inputIds) {
        int eos = eosTokenId == LEGACY_EOS ? IntStream.of(inputIds).max().orElse(eosTokenId) : eosTokenId;
        return IntStream.range(0, inputIds.length)
                .filter(i -> inputIds[i] == eos)
                .findFirst()
                .orElseThrow(() -> new BadInputException(source + ": no token of the text is the eos_token_id " + eos
                        + " of its config.json: the tokenizer belongs to another model"));
    }

    /** Returns the bias that hides the keys after a query: −∞ for those, 0 for all others; [1, L, L]. */
    private static Tensor causalMask(int length) {
        float[] mask = new float[length * length];
        for (int query = 0; query < length; query++) {
            for (int key = query + 1; key < length; key++) {
                mask[query * length + key] = Float.NEGATIVE_INFINITY;
            }
        }
        return Tensor.of(Shape.of(1, length, length), mask);
    }
}
