package org.flux4j.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The sizes of a T5 encoder, under the names of its config.json.
 *
 * @param vocabSize number of tokens
 * @param dModel C: channels of a token
 * @param dKv D: channels of a head
 * @param dFf hidden channels of the feed-forward layer
 * @param numLayers number of blocks
 * @param numHeads H: heads of attention; H · D need not be C
 * @param relativeAttentionNumBuckets how many distances are told apart, counting both directions: at least 4
 * @param relativeAttentionMaxDistance distances from here on fall into the last bucket
 * @param layerNormEpsilon eps of every norm
 */
public record T5Config(
        int vocabSize,
        int dModel,
        int dKv,
        int dFf,
        int numLayers,
        int numHeads,
        int relativeAttentionNumBuckets,
        int relativeAttentionMaxDistance,
        float layerNormEpsilon) {

    private static final int DEFAULT_BUCKETS = 32;
    private static final int DEFAULT_MAX_DISTANCE = 128;
    private static final double DEFAULT_EPS = 1e-6;

    /** H · D: the channels of the queries, and of the keys and values, of all heads. */
    int innerDim() {
        return numHeads * dKv;
    }

    /**
     * From the {@code text_encoder_2/config.json} of a model folder. The relative attention and the epsilon have the
     * defaults of transformers when they are missing. Only the feed-forward layer of T5 v1.1 is known:
     * {@code gated-gelu}.
     */
    public static T5Config of(JsonNode json) {
        Config config = new Config("T5 config.json", json);
        if (!config.text("feed_forward_proj").equals("gated-gelu")) {
            throw config.unfit("feed_forward_proj", "\"gated-gelu\" (T5 v1.1)");
        }
        config.product("num_heads", "d_kv");
        int buckets = config.size("relative_attention_num_buckets", DEFAULT_BUCKETS);
        if (buckets < 4) {
            throw config.unfit("relative_attention_num_buckets", "at least 4");
        }
        String maxDistance = "relative_attention_max_distance";
        int distance = config.size(maxDistance, DEFAULT_MAX_DISTANCE);
        if (distance <= buckets / 4) {
            throw config.unfit(maxDistance, "more than a quarter of the " + buckets + " buckets");
        }
        return new T5Config(
                config.size("vocab_size"),
                config.size("d_model"),
                config.size("d_kv"),
                config.size("d_ff"),
                config.count("num_layers"),
                config.size("num_heads"),
                buckets,
                distance,
                (float) config.number("layer_norm_epsilon", DEFAULT_EPS));
    }
}
