package org.flux4j.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The sizes of a CLIP text encoder, under the names of its config.json.
 *
 * @param vocabSize number of tokens
 * @param hiddenSize C: channels of a token, a multiple of numAttentionHeads
 * @param intermediateSize hidden channels of an MLP
 * @param numHiddenLayers number of layers
 * @param numAttentionHeads heads of attention
 * @param maxPositionEmbeddings the longest text, in tokens
 * @param hiddenAct the activation of an MLP
 * @param layerNormEps eps of every norm
 * @param eosTokenId the id that ends a text; 2 means the highest id in it, as in configs older than transformers#24773
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

    /** The activations CLIP models were trained with. */
    public enum Activation {
        QUICK_GELU,
        GELU
    }

    private static final int DEFAULT_POSITIONS = 77;
    private static final double DEFAULT_EPS = 1e-5;
    private static final int DEFAULT_EOS = 49407;

    /**
     * From the {@code text_encoder/config.json} of a model folder. What does not show in the shapes of weights has the
     * defaults of transformers when it is missing.
     */
    public static ClipConfig of(JsonNode json) {
        Config config = new Config("CLIP config.json", json);
        int hiddenSize = config.size("hidden_size");
        if (hiddenSize % config.size("num_attention_heads") != 0) {
            throw config.unfit("num_attention_heads", "a divisor of hidden_size " + hiddenSize);
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
            default -> throw config.unfit("hidden_act", "\"quick_gelu\" or \"gelu\"");
        };
    }
}
