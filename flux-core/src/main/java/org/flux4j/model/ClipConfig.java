package org.flux4j.model;

import static org.flux4j.model.InferredSizes.count;
import static org.flux4j.model.InferredSizes.dim;

import com.fasterxml.jackson.databind.JsonNode;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.Weights;

/**
 * The sizes of a CLIP text encoder, under the names of its {@code config.json}.
 *
 * @param vocabSize V, the number of different tokens
 * @param hiddenSize C, the number of channels of a token, a multiple of numAttentionHeads
 * @param intermediateSize F, the number of hidden channels of an MLP
 * @param numHiddenLayers the number of layers
 * @param numAttentionHeads the number of heads of attention
 * @param maxPositionEmbeddings the maximum number of tokens of a text
 * @param hiddenAct the activation of an MLP
 * @param layerNormEps the eps of every norm
 * @param eosTokenId the id of the token that ends a text; 2 stands for the highest id in the text, as in configs older
 *     than transformers#24773
 */
public record ClipConfig(
        int vocabSize,
        int hiddenSize,
        int intermediateSize,
        int numHiddenLayers,
        int numAttentionHeads,
        int maxPositionEmbeddings,
        Activation hiddenAct,
        float layerNormEps,
        int eosTokenId) {

    /** The activations that CLIP models are trained with. */
    public enum Activation {
        /** See {@link org.flux4j.op.Operators#quickGelu}. */
        QUICK_GELU,
        /** See {@link org.flux4j.op.Operators#geluErf}. */
        GELU
    }

    private static final int DEFAULT_POSITIONS = 77;
    private static final double DEFAULT_EPS = 1e-5;
    private static final int DEFAULT_EOS = 49407;
    private static final int HEAD = 64;

    /**
     * Reads the sizes from the {@code text_encoder/config.json} of a model folder. Missing fields have the defaults of
     * transformers, except for those that the shapes of the weights depend on.
     *
     * @throws org.flux4j.BadInputException if a field is missing or invalid
     */
    public static ClipConfig of(JsonNode json) {
        Config config = new Config("CLIP config.json", json);
        int hiddenSize = config.size("hidden_size");
        if (hiddenSize % config.size("num_attention_heads") != 0) {
            throw config.invalid("num_attention_heads", "a divisor of hidden_size " + hiddenSize);
        }
        return new ClipConfig(
                config.size("vocab_size"),
                hiddenSize,
                config.size("intermediate_size"),
                config.count("num_hidden_layers"),
                config.size("num_attention_heads"),
                config.size("max_position_embeddings", DEFAULT_POSITIONS),
                activation(config),
                (float) config.number("layer_norm_eps", DEFAULT_EPS),
                config.has("eos_token_id") ? config.count("eos_token_id") : DEFAULT_EOS);
    }

    private static Activation activation(Config config) {
        String name = config.has("hidden_act") ? config.text("hidden_act") : "quick_gelu";
        return switch (name) {
            case "quick_gelu" -> Activation.QUICK_GELU;
            case "gelu" -> Activation.GELU;
            default -> throw config.invalid("hidden_act", "\"quick_gelu\" or \"gelu\"");
        };
    }

    /**
     * Infers the sizes from the shapes of the weights, for files without a configuration. What the shapes do not determine
     * is as in CLIP ViT-L/14: heads of 64 channels, its activation and its tokens.
     *
     * @param w the weights, under names that begin with {@code text_model}
     * @throws org.flux4j.BadInputException if a weight is missing
     */
    public static ClipConfig infer(Weights w) {
        String embedding = "text_model.embeddings.token_embedding.weight";
        int hiddenSize = dim(w, embedding, 1);
        return new ClipConfig(
                dim(w, embedding, 0),
                hiddenSize,
                dim(w, "text_model.encoder.layers.0.mlp.fc1.weight", 0),
                count(w, "text_model.encoder.layers", "mlp.fc1.weight"),
                Math.max(1, hiddenSize / HEAD),
                dim(w, "text_model.embeddings.position_embedding.weight", 0),
                Activation.QUICK_GELU,
                (float) DEFAULT_EPS,
                DEFAULT_EOS);
    }

    /** Returns the sizes of the CLIP encoder of a model folder, from its {@code config.json} or else from its weights. */
    public static ClipConfig of(ModelFolder folder) {
        return folder.config("text_encoder").map(ClipConfig::of).orElseGet(() -> infer(folder.textEncoder()));
    }
}
