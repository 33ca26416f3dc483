package org.flux4j.model;

import static org.flux4j.model.InferredSizes.count;
import static org.flux4j.model.InferredSizes.dim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.Weights;

/**
 * The sizes of the transformer, under their official names.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/model.py#L18-L31">flux@802fb47
 * model.py, FluxParams</a>.
 *
 * @param inChannels channels of an image token: 4 for every channel of the latent, which is packed 2 × 2
 * @param outChannels channels of a predicted token
 * @param vecInDim channels of the pooled text embedding (CLIP)
 * @param contextInDim channels of a text token (T5)
 * @param hiddenSize C: channels of a token inside the model, a multiple of numHeads
 * @param mlpRatio hidden channels of an MLP, as a multiple of C
 * @param numHeads heads of attention
 * @param depth number of double-stream blocks
 * @param depthSingleBlocks number of single-stream blocks
 * @param axesDim channels of a head that RoPE turns for each axis of the ids: even numbers that add up to C / numHeads
 * @param theta base of the RoPE frequencies
 * @param qkvBias whether the q, k, v projections of the double-stream blocks have a bias
 * @param guidanceEmbed whether the model is distilled with guidance and wants its strength (dev, Kontext-dev; not
 *     schnell)
 */
public record FluxParams(
        int inChannels,
        int outChannels,
        int vecInDim,
        int contextInDim,
        int hiddenSize,
        double mlpRatio,
        int numHeads,
        int depth,
        int depthSingleBlocks,
        List<Integer> axesDim,
        double theta,
        boolean qkvBias,
        boolean guidanceEmbed) {

    private static final List<Integer> OFFICIAL_AXES = List.of(16, 56, 56);
    private static final double OFFICIAL_THETA = 10_000;
    private static final double OFFICIAL_MLP_RATIO = 4;

    /**
     * Checks that the sizes fit each other.
     *
     * @throws BadInputException when they do not
     */
    public FluxParams {
        axesDim = List.copyOf(axesDim);
        if (numHeads < 1 || hiddenSize % numHeads != 0) {
            throw new BadInputException("transformer: hidden size " + hiddenSize + " is not a multiple of the "
                    + numHeads + " heads of attention");
        }
        int headDim = hiddenSize / numHeads;
        boolean even = axesDim.stream().allMatch(dim -> dim % 2 == 0);
        if (!even || axesDim.stream().mapToLong(Integer::longValue).sum() != headDim) {
            throw new BadInputException("transformer: the axes of RoPE must be even and add up to the head size "
                    + headDim + ", found " + axesDim);
        }
        if (!(mlpRatio * hiddenSize >= 1 && mlpRatio * hiddenSize <= Config.LARGEST_SIZE)) {
            throw new BadInputException(
                    "transformer: mlp ratio " + mlpRatio + " makes no size out of hidden size " + hiddenSize);
        }
        if (!(theta > 0 && Double.isFinite(theta))) {
            throw new BadInputException("transformer: theta must be positive, found " + theta);
        }
    }

    /** D: the channels of a head of attention. */
    public int headDim() {
        return hiddenSize / numHeads;
    }

    /** The hidden channels of an MLP. */
    public int mlpHiddenDim() {
        return (int) (hiddenSize * mlpRatio);
    }

    /** From a JSON object with the official field names, as golden cases hold it. */
    public static FluxParams fromOfficial(JsonNode json) {
        Config config = new Config("FluxParams", json);
        return new FluxParams(
                config.size("in_channels"),
                config.size("out_channels"),
                config.size("vec_in_dim"),
                config.size("context_in_dim"),
                config.size("hidden_size"),
                config.number("mlp_ratio"),
                config.size("num_heads"),
                config.count("depth"),
                config.count("depth_single_blocks"),
                config.sizes("axes_dim"),
                config.number("theta"),
                config.flag("qkv_bias"),
                config.flag("guidance_embed"));
    }

    /**
     * From the {@code transformer/config.json} of a model folder. As in diffusers, {@code out_channels} is
     * {@code in_channels} when missing, and {@code axes_dims_rope} (which early folders lack) 16, 56, 56.
     */
    public static FluxParams fromDiffusers(JsonNode json) {
        Config config = new Config("transformer config.json", json);
        int inChannels = config.size("in_channels");
        return new FluxParams(
                inChannels,
                config.size("out_channels", inChannels),
                config.size("pooled_projection_dim"),
                config.size("joint_attention_dim"),
                config.product("num_attention_heads", "attention_head_dim"),
                OFFICIAL_MLP_RATIO,
                config.size("num_attention_heads"),
                config.count("num_layers"),
                config.count("num_single_layers"),
                config.has("axes_dims_rope") ? config.sizes("axes_dims_rope") : OFFICIAL_AXES,
                OFFICIAL_THETA,
                true,
                config.has("guidance_embeds") && config.flag("guidance_embeds"));
    }

    /**
     * From the shapes of an official file, which has no config: the depths by counting, the number of heads from the size
     * of a head, the axes of RoPE in the official proportions 2 : 7 : 7 and theta 10,000.
     */
    public static FluxParams infer(Weights w) {
        String block = "double_blocks.0.";
        int hiddenSize = dim(w, "img_in.weight", 0);
        int headDim = dim(w, block + "img_attn.norm.query_norm.scale", 0);
        return new FluxParams(
                dim(w, "img_in.weight", 1),
                dim(w, "final_layer.linear.weight", 0),
                dim(w, "vector_in.in_layer.weight", 1),
                dim(w, "txt_in.weight", 1),
                hiddenSize,
                (double) dim(w, block + "img_mlp.0.weight", 0) / hiddenSize,
                hiddenSize / headDim,
                count(w, "double_blocks", "img_mod.lin.weight"),
                count(w, "single_blocks", "linear1.weight"),
                List.of(headDim / 8, headDim * 7 / 16, headDim * 7 / 16),
                OFFICIAL_THETA,
                w.find(block + "img_attn.qkv.bias") != null,
                w.find("guidance_in.in_layer.weight") != null);
    }

    /** Of a model folder: from the transformer's config.json or, beside an official file, from its shapes. */
    public static FluxParams of(ModelFolder folder) {
        return folder.config("transformer").map(FluxParams::fromDiffusers).orElseGet(() -> infer(folder.transformer()));
    }
}
