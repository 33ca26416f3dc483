package org.flux4j.model;

import static org.flux4j.model.InferredSizes.count;
import static org.flux4j.model.InferredSizes.dim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.flux4j.BadInputException;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.Weights;

/**
 * The sizes of the autoencoder, under their official names.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L8-L18">flux@802fb47
 * modules/autoencoder.py, AutoEncoderParams</a>.
 *
 * @param resolution side of the pictures it was trained on; nothing depends on it
 * @param inChannels channels of the picture to encode
 * @param ch channels of the finest level
 * @param outCh channels of the decoded picture
 * @param chMult channels of each level, finest first, as multiples of ch; every level has half the height and width of
 *     the one before
 * @param numResBlocks residual blocks of each level of the encoder; the decoder has one more
 * @param zChannels channels of the latent
 * @param scaleFactor what the shifted latent is multiplied by
 * @param shiftFactor what is taken off the latent first
 * @param normGroups groups of every group norm: 32 in the official code
 */
public record AutoEncoderParams(
        int resolution,
        int inChannels,
        int ch,
        int outCh,
        List<Integer> chMult,
        int numResBlocks,
        int zChannels,
        double scaleFactor,
        double shiftFactor,
        int normGroups) {

    private static final int OFFICIAL_RESOLUTION = 256;
    private static final double OFFICIAL_SCALE_FACTOR = 0.3611;
    private static final double OFFICIAL_SHIFT_FACTOR = 0.1159;
    private static final int OFFICIAL_NORM_GROUPS = 32;
    private static final int RGB = 3;

    /**
     * Checks that the sizes fit each other.
     *
     * @throws BadInputException when they do not
     */
    public AutoEncoderParams {
        chMult = List.copyOf(chMult);
        if (chMult.isEmpty()) {
            throw new BadInputException("autoencoder: it has no levels");
        }
        for (int mult : chMult) {
            if ((long) ch * mult > Config.LARGEST_SIZE || ch * mult % normGroups != 0) {
                throw new BadInputException("autoencoder: " + (long) ch * mult + " channels (" + ch + " · " + mult
                        + ") cannot be normalised in " + normGroups + " groups");
            }
        }
        if (scaleFactor == 0) {
            throw new BadInputException("autoencoder: the scale factor is 0");
        }
    }

    /** The channels of a level, 0 being the finest. */
    int channels(int level) {
        return ch * chMult.get(level);
    }

    /** From a JSON object with the official field names, as golden cases hold it; norm_groups may be missing. */
    public static AutoEncoderParams fromOfficial(JsonNode json) {
        Config config = new Config("AutoEncoderParams", json);
        return new AutoEncoderParams(
                config.size("resolution"),
                config.size("in_channels"),
                config.size("ch"),
                config.size("out_ch"),
                config.sizes("ch_mult"),
                config.size("num_res_blocks"),
                config.size("z_channels"),
                config.number("scale_factor"),
                config.number("shift_factor"),
                config.size("norm_groups", OFFICIAL_NORM_GROUPS));
    }

    /**
     * From the {@code vae/config.json} of a model folder. As in diffusers, pictures have 3 channels and norms 32 groups when
     * the config does not say.
     */
    public static AutoEncoderParams fromDiffusers(JsonNode json) {
        Config config = new Config("vae config.json", json);
        List<Integer> channels = config.sizes("block_out_channels");
        int ch = channels.getFirst();
        if (channels.stream().anyMatch(c -> c % ch != 0)) {
            throw config.unfit("block_out_channels", "multiples of the first");
        }
        for (String conv : List.of("use_quant_conv", "use_post_quant_conv")) {
            if (config.has(conv) && config.flag(conv)) {
                throw config.unfit(conv, "false, as in FLUX.1");
            }
        }
        return new AutoEncoderParams(
                config.size("sample_size", OFFICIAL_RESOLUTION),
                config.size("in_channels", RGB),
                ch,
                config.size("out_channels", RGB),
                channels.stream().map(c -> c / ch).toList(),
                config.size("layers_per_block"),
                config.size("latent_channels"),
                config.number("scaling_factor"),
                config.number("shift_factor"),
                config.size("norm_num_groups", OFFICIAL_NORM_GROUPS));
    }

    /** From the shapes of an official file, which has no config: what shapes do not tell is as in FLUX.1. */
    public static AutoEncoderParams infer(Weights w) {
        int ch = dim(w, "decoder.conv_out.weight", 1);
        int outCh = dim(w, "decoder.conv_out.weight", 0);
        List<Integer> chMult = IntStream.range(0, count(w, "decoder.up", "block.0.conv1.weight"))
                .mapToObj(level -> dim(w, "decoder.up." + level + ".block.0.conv1.weight", 0) / ch)
                .toList();
        return new AutoEncoderParams(
                OFFICIAL_RESOLUTION,
                outCh,
                ch,
                outCh,
                chMult,
                count(w, "decoder.up.0.block", "conv1.weight") - 1,
                dim(w, "decoder.conv_in.weight", 1),
                OFFICIAL_SCALE_FACTOR,
                OFFICIAL_SHIFT_FACTOR,
                OFFICIAL_NORM_GROUPS);
    }

    /** Of a model folder: from the autoencoder's config.json or, beside an official file, from its shapes. */
    public static AutoEncoderParams of(ModelFolder folder) {
        return folder.config("vae").map(AutoEncoderParams::fromDiffusers).orElseGet(() -> infer(folder.vae()));
    }
}
