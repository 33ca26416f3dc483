package org.flux4j.model;

import static org.flux4j.model.InferredSizes.count;
import static org.flux4j.model.InferredSizes.dim;

import com.fasterxml.jackson.databind.JsonNode;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.Weights;

/**
 * The sizes of a T5 encoder, under the names of its {@code config.json}.
 *
 * @param vocabSize V, the number of different tokens
 * @param dModel C, the number of channels of a token
 * @param dKv D, the number of channels of a head
 * @param dFf F, the number of hidden channels of the feed-forward layer
 * @param numLayers the number of blocks
 * @param numHeads H, the number of heads of attention; H · D need not be C
 * @param relativeAttentionNumBuckets the number of buckets of distances, in both directions together; at least 4
 * @param relativeAttentionMaxDistance the distance from which all distances share the last bucket
 * @param layerNormEpsilon the eps of every norm
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

    /** Returns H · D, the number of channels of the queries of all heads, and likewise of the keys and values. */
    int innerDim() {
        return numHeads * dKv;
    }

    /**
     * Reads the sizes from the {@code text_encoder_2/config.json} of a model folder. If missing, the fields of the
     * relative attention and the epsilon have the defaults of transformers.
     *
     * @throws org.flux4j.BadInputException if a field is missing or invalid, or if the feed-forward layer is not the
     *     {@code gated-gelu} of T5 v1.1
     */
    public static T5Config of(JsonNode json) {
        Config config = new Config("T5 config.json", json);
        if (!config.text("feed_forward_proj").equals("gated-gelu")) {
            throw config.invalid("feed_forward_proj", "\"gated-gelu\" (T5 v1.1)");
        }
        config.product("num_heads", "d_kv");
        int buckets = config.size("relative_attention_num_buckets", DEFAULT_BUCKETS);
        if (buckets < 4) {
            throw config.invalid("relative_attention_num_buckets", "at least 4");
        }
        String maxDistance = "relative_attention_max_distance";
        int distance = config.size(maxDistance, DEFAULT_MAX_DISTANCE);
        if (distance <= buckets / 4) {
            throw config.invalid(maxDistance, "more than a quarter of the " + buckets + " buckets");
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

    /**
     * Infers the sizes from the shapes of the weights, for files without a configuration. What the shapes do not determine
     * is as in T5 v1.1.
     *
     * @param w the weights, under the names of transformers
     * @throws org.flux4j.BadInputException if a weight is missing
     */
    public static T5Config infer(Weights w) {
        String attention = "encoder.block.0.layer.0.SelfAttention.";
        String bias = attention + "relative_attention_bias.weight";
        int heads = dim(w, bias, 1);
        return new T5Config(
                dim(w, "shared.weight", 0),
                dim(w, "shared.weight", 1),
                dim(w, attention + "q.weight", 0) / heads,
                dim(w, "encoder.block.0.layer.1.DenseReluDense.wi_0.weight", 0),
                count(w, "encoder.block", "layer.0.SelfAttention.q.weight"),
                heads,
                dim(w, bias, 0),
                DEFAULT_MAX_DISTANCE,
                (float) DEFAULT_EPS);
    }

    /** Returns the sizes of the T5 encoder of a model folder, from its {@code config.json} or else from its weights. */
    public static T5Config of(ModelFolder folder) {
        return folder.config("text_encoder_2").map(T5Config::of).orElseGet(() -> infer(folder.textEncoder2()));
    }
}
