package org.flux4j.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.flux4j.BadInputException;
import org.flux4j.io.ModelFolder;
import org.flux4j.model.AutoEncoder;
import org.flux4j.model.AutoEncoderParams;
import org.flux4j.model.ClipConfig;
import org.flux4j.model.ClipTextEncoder;
import org.flux4j.model.FluxParams;
import org.flux4j.model.FluxTransformer;
import org.flux4j.model.T5Config;
import org.flux4j.model.T5Encoder;
import org.flux4j.picture.Resolution;
import org.flux4j.sampling.DynamicShift;
import org.flux4j.sampling.Schedule;
import org.flux4j.sampling.StaticShift;
import org.flux4j.text.ClipTokenizer;
import org.flux4j.text.T5Tokenizer;

/**
 * All parts of a model, each checked against its configuration and against its neighbours. Weights stay in their files,
 * mapped into memory: the operating system brings in what is used and drops what is not.
 *
 * @param resolutions the sizes of references that it was trained on
 * @param pipelineClass the class of diffusers that runs it, as {@code model_index.json} names it; empty without that file
 * @param notes what is worth telling about the folder, such as tensors that are not used; a line each
 */
public record Model(
        PromptEncoder prompts,
        FluxTransformer transformer,
        AutoEncoder autoEncoder,
        Schedule schedule,
        List<Resolution> resolutions,
        Optional<String> pipelineClass,
        List<String> notes) {

    /** The autoencoder's levels: each but the first halves height and width, so that a token is 16 pixels wide. */
    private static final int LEVELS = 4;

    /**
     * Opens a model folder.
     *
     * @throws BadInputException when a part is missing, or does not fit its configuration or its neighbours
     */
    public static Model open(Path path) {
        return open(ModelFolder.open(path));
    }

    /** The same with a folder that is open already. */
    public static Model open(ModelFolder folder) {
        Path path = folder.path();
        ClipConfig clip = ClipConfig.of(config(folder, "text_encoder"));
        T5Config t5 = T5Config.of(config(folder, "text_encoder_2"));
        Model model = new Model(
                new PromptEncoder(
                        ClipTokenizer.load(folder.tokenizer()),
                        new ClipTextEncoder(clip, folder.textEncoder()),
                        T5Tokenizer.load(folder.tokenizer2()),
                        new T5Encoder(t5, folder.textEncoder2())),
                new FluxTransformer(FluxParams.of(folder), folder.transformer()),
                new AutoEncoder(AutoEncoderParams.of(folder), folder.vae()),
                schedule(folder),
                KontextResolutions.of(folder),
                folder.pipelineClass(),
                folder.notes());
        FluxParams flux = model.transformer.params();
        AutoEncoderParams ae = model.autoEncoder.params();
        expect(path, "pooled text channels", flux.vecInDim(), "text_encoder", clip.hiddenSize());
        expect(path, "text channels", flux.contextInDim(), "text_encoder_2", t5.dModel());
        expect(path, "latent channels (packed 2 × 2)", flux.outChannels(), "vae", 4 * ae.zChannels());
        expect(path, "channels in and out", flux.inChannels(), "transformer", flux.outChannels());
        expect(path, "autoencoder levels", LEVELS, "vae", ae.chMult().size());
        return model;
    }

    /** Returns whether it was trained to edit pictures, or nothing is known about that. */
    boolean edits() {
        return pipelineClass.isEmpty() || pipelineClass.get().startsWith("FluxKontext");
    }

    private static Schedule schedule(ModelFolder folder) {
        return folder.config("scheduler")
                .map(config -> Schedule.of(folder.path().resolve("scheduler").toString(), config))
                .orElseGet(() -> officialSchedule(FluxParams.of(folder)));
    }

    /**
     * Beside an official file there may be no word on the schedule: schnell, the one without guidance, is not shifted.
     *
     * <p>Source: flux@802fb47 cli.py, {@code get_schedule(…, shift=(name != "flux-schnell"))}.
     */
    static Schedule officialSchedule(FluxParams params) {
        return params.guidanceEmbed() ? DynamicShift.OFFICIAL : StaticShift.NONE;
    }

    private static JsonNode config(ModelFolder folder, String part) {
        return folder.config(part)
                .orElseThrow(() -> new BadInputException(folder.path() + ": no " + part + "/config.json"));
    }

    private static void expect(Path path, String what, int expected, String part, int found) {
        if (found != expected) {
            throw new BadInputException(path + ": " + part + " does not fit the transformer: " + what + ": expected "
                    + expected + ", found " + found);
        }
    }
}
