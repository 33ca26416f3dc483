package org.flux4j.model;

import static org.flux4j.model.InferredSizes.count;
import static org.flux4j.model.InferredSizes.dim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.flux4j.BadInputException;
import org.flux4j.Limits;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.Weights;

/**
 * The sizes of the autoencoder, under their official names.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/autoencoder.py#L8-L18">flux@802fb47
 * modules/autoencoder.py, AutoEncoderParams</a>.
 *
 * @param resolution the height and width of the pictures used for training; not used
 * @param inChannels the number of channels of a picture to encode
 * @param ch the number of channels of the finest level
 * @param outCh the number of channels of a decoded picture
 * @param chMult the number of channels of each level, as multiples of ch, finest level first; each level has half the
 *     height and width of the one before
 * @param numResBlocks the number of residual blocks in each level of the encoder; the decoder has one more
 * @param zChannels the number of channels of a latent
 * @param scaleFactor the factor of a latent, after the shift
 * @param shiftFactor the number subtracted from a latent, before the scaling
 * @param normGroups the number of groups of every group norm: 32 in the official code
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
    private static final int MOST_LEVELS = 8;

    /**
     * Creates the sizes of an autoencoder.
     *
     * @throws BadInputException if they do not fit one another
     */
    public AutoEncoderParams {
        chMult = List.copyOf(chMult);
        if (chMult.isEmpty() || chMult.size() > MOST_LEVELS) {
            throw new BadInputException(
                    "autoencoder: expected 1 to " + MOST_LEVELS + " levels, found " + chMult.size());
        }
        for (int mult : chMult) {
            if ((long) ch * mult > Limits.SIZE || ch * mult % normGroups != 0) {
                throw new BadInputException("autoencoder: " + (long) ch * mult + " channels (" + ch + " · " + mult
                        + ") cannot be normalised in " + normGroups + " groups");
            }
        }
        if (scaleFactor == 0) {
            throw new BadInputException("autoencoder: the scale factor is 0");
        }
    }

    /** Returns how many times smaller a latent is than its picture, in height and in width: 8 for FLUX.1. */
    public int downscale() {
        return 1 << (chMult.size() - 1);
    }

    /** Returns the height and width of a token, which covers 2 × 2 pixels of a latent, in pixels of the picture. */
    public int pixelsPerToken() {
        return 2 * downscale();
    }

    /** Returns the number of channels of a level, 0 being the finest. */
    int channels(int level) {
        return ch * chMult.get(level);
    }

    /**
     * Reads the sizes from a JSON object with the official field names, as in golden cases. Only {@code norm_groups}
     * may be missing.
     *
     * @throws BadInputException if a field is missing or invalid
     */
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
     * Reads the sizes from the {@code vae/config.json} of a model folder. Missing fields have the defaults of
     * diffusers: 3 channels of a picture and 32 groups of a norm.
     *
     * @throws BadInputException if a field is missing or invalid
     */
    public static AutoEncoderParams fromDiffusers(JsonNode json) {
        Config config = new Config("vae config.json", json);
        List<Integer> channels = config.sizes("block_out_channels");
        int ch = channels.getFirst();
        if (channels.stream().anyMatch(c -> c % ch != 0)) {
            throw config.invalid("block_out_channels", "multiples of the first");
        }
        for (String conv : List.of("use_quant_conv", "use_post_quant_conv")) {
            if (config.has(conv) && config.flag(conv)) {
                throw config.invalid(conv, "false, as in FLUX.1");
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

    /**
     * Infers the sizes from the shapes of the weights, for official files, which have no config. Sizes that the shapes
     * do not determine are those of FLUX.1.
     *
     * @throws BadInputException if a weight is missing
     */
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

    /**
     * Returns the sizes of the autoencoder of a model folder, from its {@code config.json} or, if it is an official
     * file, from the shapes of its weights.
     *
     * @throws BadInputException if the sizes cannot be determined
     */
    public static AutoEncoderParams of(ModelFolder folder) {
        return folder.config("vae").map(AutoEncoderParams::fromDiffusers).orElseGet(() -> infer(folder.vae()));
    }
}
