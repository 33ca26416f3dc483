package org.flux4j.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.PartFiles;
import org.flux4j.model.AutoEncoder;
import org.flux4j.model.AutoEncoderParams;
import org.flux4j.model.ClipConfig;
import org.flux4j.model.ClipTextEncoder;
import org.flux4j.model.FluxParams;
import org.flux4j.model.FluxTransformer;
import org.flux4j.model.T5Config;
import org.flux4j.model.T5Encoder;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;
import org.flux4j.sampling.DynamicShift;
import org.flux4j.sampling.Schedule;
import org.flux4j.sampling.StaticShift;
import org.flux4j.text.ClipTokenizer;
import org.flux4j.text.T5Tokenizer;

/**
 * The parts of an open model, each checked against its configuration and against the others. Weights stay in their files,
 * mapped into memory: the operating system loads what is used and may drop it again.
 *
 * @param resolutions the sizes of references that it was trained on
 * @param pipelineClass the class of diffusers that runs it, as {@code model_index.json} names it; empty without that file
 * @param notes remarks on the folder, such as tensors that are not used, one line each
 */
public record Model(
        PromptEncoder prompts,
        FluxTransformer transformer,
        AutoEncoder autoEncoder,
        Schedule schedule,
        List<Resolution> resolutions,
        Optional<String> pipelineClass,
        List<String> notes) {

    /**
     * Opens a model folder.
     *
     * @throws BadInputException if a part is missing, or does not fit its configuration or the other parts
     */
    public static Model open(Path path) {
        return open(ModelFolder.open(path));
    }

    /**
     * Opens a model folder with other weight files in place of its own.
     *
     * @throws BadInputException if a part is missing, or does not fit its configuration or the other parts
     */
    public static Model open(Path path, PartFiles named) {
        return open(ModelFolder.open(path, named));
    }

    /** Opens the model of a folder that is open already. */
    public static Model open(ModelFolder folder) {
        return open(folder, Loras.NONE);
    }

    /**
     * Opens the model of a folder and applies LoRAs to it.
     *
     * @throws BadInputException if a part does not fit its configuration or the other parts, or a LoRA does not fit the model
     */
    public static Model open(ModelFolder folder, Loras loras) {
        Path path = folder.path();
        Loras.Applied changed = loras.to(folder);
        ClipConfig clip = ClipConfig.of(folder);
        T5Config t5 = T5Config.of(folder);
        AutoEncoderParams ae = AutoEncoderParams.of(folder);
        Model model = new Model(
                new PromptEncoder(
                        ClipTokenizer.load(folder.tokenizer()),
                        new ClipTextEncoder(clip, changed.textEncoder()),
                        T5Tokenizer.load(folder.tokenizer2()),
                        new T5Encoder(t5, folder.textEncoder2())),
                new FluxTransformer(FluxParams.of(folder), changed.transformer()),
                new AutoEncoder(ae, folder.vae()),
                schedule(folder),
                KontextResolutions.of(folder, ae.pixelsPerToken()),
                folder.pipelineClass(),
                Stream.concat(folder.notes().stream(), changed.notes().stream()).toList());
        FluxParams flux = model.transformer.params();
        expect(path, "pooled text channels", flux.vecInDim(), "text_encoder", clip.hiddenSize());
        expect(path, "text channels", flux.contextInDim(), "text_encoder_2", t5.dModel());
        expect(path, "latent channels (packed 2 × 2)", flux.outChannels(), "vae", 4 * ae.zChannels());
        expect(path, "channels in and out", flux.inChannels(), "transformer", flux.outChannels());
        return model;
    }

    /** Returns this model with another transformer of the same sizes. */
    public Model withTransformer(FluxTransformer other) {
        return new Model(prompts, other, autoEncoder, schedule, resolutions, pipelineClass, notes);
    }

    /** Returns this model with another autoencoder of the same sizes. */
    public Model withAutoEncoder(AutoEncoder other) {
        return new Model(prompts, transformer, other, schedule, resolutions, pipelineClass, notes);
    }

    /** Returns a picture as it is after it was encoded and decoded. */
    public Picture reconstruct(Operators ops, Picture picture) {
        Tensor latents = Recorded.run(ops, x -> autoEncoder.encode(ops, x[0]), picture.toTensor());
        return Picture.of(Recorded.run(ops, z -> autoEncoder.decode(ops, z[0]), latents));
    }

    /** Returns the height and width of a token, in pixels of the picture. */
    public int pixelsPerToken() {
        return autoEncoder.params().pixelsPerToken();
    }

    /** Returns whether the model was trained to edit pictures; true if the folder does not say. */
    boolean edits() {
        return pipelineClass.isEmpty() || pipelineClass.get().startsWith("FluxKontext");
    }

    /** Returns the schedule of the folder, unless a transformer with guidance is in place of one without it or vice versa. */
    private static Schedule schedule(ModelFolder folder) {
        boolean fits = folder.config("transformer")
                .map(config -> FluxParams.fromDiffusers(config).guidanceEmbed()
                        == FluxParams.of(folder).guidanceEmbed())
                .orElse(true);
        return folder.config("scheduler")
                .filter(config -> fits)
                .map(config -> Schedule.of(folder.path().resolve("scheduler").toString(), config))
                .orElseGet(() -> officialSchedule(FluxParams.of(folder)));
    }

    /**
     * Returns the schedule of an official file, which comes without a configuration: that of schnell, the model without
     * guidance, is not shifted.
     *
     * <p>Source: flux@802fb47 cli.py, {@code get_schedule(…, shift=(name != "flux-schnell"))}.
     */
    static Schedule officialSchedule(FluxParams params) {
        return params.guidanceEmbed() ? DynamicShift.OFFICIAL : StaticShift.NONE;
    }

    private static void expect(Path path, String what, int expected, String part, int found) {
        if (found != expected) {
            throw new BadInputException(path + ": " + part + " does not fit the transformer: " + what + ": expected "
                    + expected + ", found " + found);
        }
    }
}
