package org.flux4j.model;

import static org.flux4j.model.InferredSizes.count;
import static org.flux4j.model.InferredSizes.dim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.flux4j.BadInputException;
import org.flux4j.Limits;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.Weights;

/**
 * The sizes of the transformer, under their official names.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/model.py#L18-L31">flux@802fb47
 * model.py, FluxParams</a>.
 *
 * @param inChannels the number of channels of an image token: 4 for each channel of the latent, which is packed 2 × 2
 * @param outChannels the number of channels of a predicted token
 * @param vecInDim the number of channels of the pooled text embedding (CLIP)
 * @param contextInDim the number of channels of a text token (T5)
 * @param hiddenSize C, the number of channels of a token inside the transformer, a multiple of numHeads
 * @param mlpRatio the number of hidden channels of an MLP, as a multiple of C
 * @param numHeads the number of heads of attention
 * @param depth the number of double-stream blocks
 * @param depthSingleBlocks the number of single-stream blocks
 * @param axesDim the number of channels of a head that RoPE rotates for each axis of the ids: even numbers that add up
 *     to C / numHeads
 * @param theta the base of the RoPE frequencies
 * @param qkvBias whether the q, k, v projections of the double-stream blocks have a bias
 * @param guidanceEmbed whether the model is distilled with guidance, whose strength is then an input (dev and
 *     Kontext-dev, but not schnell)
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
     * Creates the sizes of a transformer.
     *
     * @throws BadInputException if they do not fit one another
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
        double mlpHiddenDim = mlpRatio * hiddenSize;
        if (!(mlpHiddenDim >= 1 && mlpHiddenDim <= Limits.SIZE)) {
            throw new BadInputException("transformer: mlp ratio " + mlpRatio + ": expected 1 to " + Limits.SIZE
                    + " hidden channels of an MLP, found " + mlpHiddenDim);
        }
        if (!(theta > 0 && Double.isFinite(theta))) {
            throw new BadInputException("transformer: theta must be positive, found " + theta);
        }
    }

    /** Returns D, the number of channels of a head of attention. */
    public int headDim() {
        return hiddenSize / numHeads;
    }

    /** Returns M, the number of hidden channels of an MLP. */
    public int mlpHiddenDim() {
        return (int) (hiddenSize * mlpRatio);
    }

    /**
     * Reads the sizes from a JSON object with the official field names, as in golden cases.
     *
     * @throws BadInputException if a field is missing or invalid
     */
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
     * Reads the sizes from the {@code transformer/config.json} of a model folder. Missing fields have the defaults of
     * diffusers: {@code out_channels} is {@code in_channels}, and {@code axes_dims_rope}, which early folders lack, is
     * 16, 56, 56.
     *
     * @throws BadInputException if a field is missing or invalid
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
     * Infers the sizes from the shapes of the weights, for official files, which have no config. Blocks are counted,
     * and the number of heads follows from the size of a head. The axes of RoPE have the official proportions 2 : 7 :
     * 7, and theta is 10,000.
     *
     * @throws BadInputException if a weight is missing
     */
    public static FluxParams infer(Weights w) {
        return infer(w, FluxParams::officialAxes);
    }

    private static List<Integer> officialAxes(int headDim) {
        return List.of(headDim / 8, headDim * 7 / 16, headDim * 7 / 16);
    }

    /** Infers the sizes, with the axes of RoPE as a function of the size of a head. */
    private static FluxParams infer(Weights w, IntFunction<List<Integer>> axes) {
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
                axes.apply(headDim),
                OFFICIAL_THETA,
                w.find(block + "img_attn.qkv.bias") != null,
                w.find("guidance_in.in_layer.weight") != null);
    }

    /**
     * Returns the sizes of the transformer of a model folder: from its {@code config.json}, unless another file is named in
     * place of the folder's own, or from the shapes of its weights. They do not tell the axes of RoPE, which are those of
     * the configuration if the heads are as large.
     *
     * @throws BadInputException if the sizes cannot be determined
     */
    public static FluxParams of(ModelFolder folder) {
        Optional<FluxParams> configured = folder.config("transformer").map(FluxParams::fromDiffusers);
        if (!folder.hasOtherTransformer()) {
            return configured.orElseGet(() -> infer(folder.transformer()));
        }
        return infer(
                folder.transformer(),
                headDim -> configured
                        .filter(params -> params.headDim() == headDim)
                        .map(FluxParams::axesDim)
                        .orElseGet(() -> officialAxes(headDim)));
    }
}
