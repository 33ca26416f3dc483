package org.flux4j.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.model.FiniteOperators;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.picture.Lanczos;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;
import org.flux4j.sampling.Denoiser;
import org.flux4j.sampling.ReferenceTokens;
import org.flux4j.sampling.TokenGrid;
import org.flux4j.sampling.TorchRandom;
import org.flux4j.sampling.TransformerVelocity;

/**
 * Makes a picture from a sentence and, with a Kontext model, from pictures to refer to:
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
    private final Operators ops; // null if they are opened for every run
    private final Backend backend; // that opens them
    private final Model model;
    private final Settings settings;
    private final List<String> notes;
    private final List<Picture> references;
    private final List<Resolution> referenceSizes;
    private final Listener listener;

    FluxPipeline(FluxPipelineBuilder request) {
        model = request.model.get();
        Defaults defaults = new Defaults(request, model);
        ops = request.operators;
        backend = ops != null || request.backend != null
                ? request.backend
                : Backend.preferred(Runtime.getRuntime().availableProcessors());
        settings = defaults.settings();
        Stream<String> note = backend == null ? Stream.empty() : backend.note().stream();
        notes = Stream.of(model.notes().stream(), defaults.notes().stream(), note)
                .flatMap(lines -> lines)
                .toList();
        references = List.copyOf(request.references);
        referenceSizes = defaults.referenceSizes();
        listener = request.listener;
    }

    public static FluxPipelineBuilder builder() {
        return new FluxPipelineBuilder();
    }

    /** Returns the settings of the picture: those that were given and, for the others, the model's defaults. */
    public Settings settings() {
        return settings;
    }

    /** Returns what is not done as requested and why, one line each: a rounded size, a prompt that is cut. */
    public List<String> notes() {
        return notes;
    }

    /**
     * Makes the picture.
     *
     * @throws BadInputException if the weights, or the numbers that they lead to, are not finite
     */
    public Picture run() {
        if (ops != null) {
            return run(ops);
        }
        try (Operators own = backend.open()) {
            return run(own);
        }
    }

    private Picture run(Operators ops) {
        TokenGrid grid = TokenGrid.of(settings.size().height(), settings.size().width(), model.pixelsPerToken());
        Tensor tokens = FiniteOperators.explain(ops, watched -> denoise(watched, grid));
        listener.stage("decoding the picture");
        return FiniteOperators.explain(ops, watched -> decode(watched, tokens, grid));
    }

    /** Returns the picture as tokens. */
    private Tensor denoise(Operators ops, TokenGrid grid) {
        PromptEncoder.Prompt prompt = encodePrompt(ops);
        ReferenceTokens references = encodeReferences(ops);
        Tensor noise = noise(ops, grid);
        listener.stage("denoising");
        double[] timesteps = model.schedule().timesteps(settings.steps(), grid.tokens());
        try (TransformerVelocity velocity = new TransformerVelocity(
                ops,
                model.transformer(),
                grid.ids(),
                prompt.txt(),
                TokenGrid.textIds(prompt.txt().dim(0)),
                prompt.y(),
                settings.guidance() == null ? null : Tensor.scalar(settings.guidance()),
                references)) {
            Tensor tokens = Denoiser.denoise(ops, velocity, noise, timesteps, step -> stepped(step, grid));
            FiniteOperators.check(tokens);
            return tokens;
        }
    }

    private PromptEncoder.Prompt encodePrompt(Operators ops) {
        listener.stage("reading the prompt");
        return model.prompts().encode(ops, settings.prompt(), settings.textTokens());
    }

    /** Returns the references as Kontext sees them; null if there are none. */
    private ReferenceTokens encodeReferences(Operators ops) {
        if (references.isEmpty()) {
            return null;
        }
        listener.stage("encoding the reference");
        List<Tensor> latents = new ArrayList<>();
        for (int i = 0; i < references.size(); i++) {
            Resolution size = referenceSizes.get(i);
            Picture resized = Lanczos.resize(references.get(i), size.width(), size.height());
            latents.add(Recorded.run(ops, x -> model.autoEncoder().encode(ops, x[0]), resized.toTensor()));
        }
        return ReferenceTokens.of(ops, latents);
    }

    /** Returns the initial tokens: the noise that PyTorch draws with this seed. */
    private Tensor noise(Operators ops, TokenGrid grid) {
        int channels = model.autoEncoder().params().zChannels();
        return ops.pack(TorchRandom.randn(
                settings.seed().bits(), settings.noise(), channels, 2 * grid.rows(), 2 * grid.columns()));
    }

    /** Checks the first step alone, so that a damaged model costs no more than that, and passes all of them on. */
    private void stepped(Denoiser.CompletedStep step, TokenGrid grid) {
        if (step.number() == 1) {
            FiniteOperators.check(step.pred());
        }
        listener.step(step.number(), step.count(), () -> preview(step.ops(), step.expected(), grid));
    }

    /** Returns a preview, which only another autoencoder than that of FLUX.1 has to decode. */
    private Picture preview(Operators ops, Tensor tokens, TokenGrid grid) {
        return CheapPreview.fits(model.autoEncoder().params())
                ? CheapPreview.of(ops, ops.unpack(tokens, grid.rows(), grid.columns()))
                : decode(ops, tokens, grid);
    }

    private Picture decode(Operators ops, Tensor tokens, TokenGrid grid) {
        Tensor latents = ops.unpack(tokens, grid.rows(), grid.columns());
        return Picture.of(Recorded.run(ops, z -> model.autoEncoder().decode(ops, z[0]), latents));
    }
}
