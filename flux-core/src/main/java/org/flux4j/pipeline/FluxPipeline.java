package org.flux4j.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flux4j.model.AutoEncoder;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.picture.Lanczos;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;
import org.flux4j.sampling.Denoiser;
import org.flux4j.sampling.Latents;
import org.flux4j.sampling.ReferenceTokens;
import org.flux4j.sampling.TokenGrid;
import org.flux4j.sampling.TorchRandom;
import org.flux4j.sampling.TransformerVelocity;
import org.flux4j.sampling.Velocity;

/**
 * From a sentence, and for Kontext from pictures to refer to, to a picture:
 *
 * <pre>{@code
 * Picture hat = FluxPipeline.builder()
 *         .model(Path.of("FLUX.1-Kontext-dev"))
 *         .prompt("give the cat a hat")
 *         .reference(PictureReader.read(Path.of("cat.jpg")))
 *         .seed(7)
 *         .build()
 *         .run();
 * PngWriter.write(Path.of("hat.png"), hat, Map.of());
 * }</pre>
 */
public final class FluxPipeline {
    private final Operators ops;
    private final Model model;
    private final Settings settings;
    private final List<String> notes;
    private final List<Picture> references;
    private final Listener listener;

    FluxPipeline(FluxPipelineBuilder asked) {
        model = Model.open(asked.model);
        Defaults defaults = new Defaults(asked, model);
        settings = defaults.settings();
        notes = Stream.concat(model.notes().stream(), defaults.notes().stream()).toList();
        references = List.copyOf(asked.references);
        listener = asked.listener;
        ops = asked.operators != null
                ? asked.operators
                : Backends.openDefault(Runtime.getRuntime().availableProcessors());
    }

    public static FluxPipelineBuilder builder() {
        return new FluxPipelineBuilder();
    }

    /** What the picture is made with: what was asked for and, for the rest, the model's defaults. */
    public Settings settings() {
        return settings;
    }

    /** What is not done as asked, and why, a line each: a size that was rounded, a prompt that was cut. */
    public List<String> notes() {
        return notes;
    }

    /** Makes the picture. */
    public Picture run() {
        PromptEncoder.Prompt prompt = encodePrompt();
        ReferenceTokens references = encodeReferences();
        TokenGrid grid = TokenGrid.of(settings.size().height(), settings.size().width());
        Velocity velocity = new TransformerVelocity(
                ops,
                model.transformer(),
                grid.ids(),
                prompt.txt(),
                Latents.textIds(prompt.txt().dim(0)),
                prompt.y(),
                settings.guidance(),
                references);
        Tensor tokens = denoise(velocity, noise(grid), grid);
        return decode(tokens, grid);
    }

    private PromptEncoder.Prompt encodePrompt() {
        listener.stage("reading the prompt");
        return model.prompts().encode(ops, settings.prompt(), settings.textTokens());
    }

    /** The references as Kontext sees them; null when there are none. */
    private ReferenceTokens encodeReferences() {
        if (references.isEmpty()) {
            return null;
        }
        listener.stage("encoding the reference");
        List<Tensor> latents = new ArrayList<>();
        for (int i = 0; i < references.size(); i++) {
            Resolution size = settings.referenceSizes().get(i);
            Picture resized = Lanczos.resize(references.get(i), size.width(), size.height());
            latents.add(model.autoEncoder().encode(ops, resized.toTensor()));
        }
        return ReferenceTokens.of(ops, latents);
    }

    /** Where the picture grows from: the noise that PyTorch would draw with this seed. */
    private Tensor noise(TokenGrid grid) {
        int channels = model.autoEncoder().params().zChannels();
        return Latents.pack(
                TorchRandom.randn(settings.seed(), settings.noise(), channels, 2 * grid.rows(), 2 * grid.columns()));
    }

    private Tensor denoise(Velocity velocity, Tensor noise, TokenGrid grid) {
        listener.stage("denoising");
        double[] timesteps = model.schedule().timesteps(settings.steps(), grid.tokens());
        return Denoiser.denoise(
                ops,
                velocity,
                noise,
                timesteps,
                step -> listener.step(
                        step.number(),
                        step.count(),
                        () -> CheapPreview.of(ops, Latents.unpack(step.expected(), grid))));
    }

    private Picture decode(Tensor tokens, TokenGrid grid) {
        listener.stage("decoding the picture");
        AutoEncoder autoEncoder = model.autoEncoder();
        return Picture.of(autoEncoder.decode(ops, Latents.unpack(tokens, grid)));
    }
}
