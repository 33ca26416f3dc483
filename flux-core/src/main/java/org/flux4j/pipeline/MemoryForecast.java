package org.flux4j.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.op.Operators;
import org.flux4j.op.Planner;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.picture.Resolution;
import org.flux4j.sampling.Denoiser;
import org.flux4j.sampling.ReferenceTokens;
import org.flux4j.sampling.TokenGrid;
import org.flux4j.sampling.TransformerVelocity;

/**
 * Predicts the memory that a {@link FluxPipeline} takes, stage by stage. Nothing is estimated: the models themselves go
 * through every stage with shapes alone, on the operators of a {@link Planner}.
 */
public final class MemoryForecast {
    /** Two steps, as the second may hold what is left of the first. */
    private static final double[] TIMESTEPS = {1, 0.5, 0};

    /** What a run takes beside the tensors: pictures, tokenizers and classes, and room for the garbage collector. */
    private static final long BESIDE = 16L << 20;

    private static final int SHARE_BESIDE = 32;

    /** The height and width of tiles where memory is short. */
    private static final int TILE = 256;

    private final Model model;
    private final Planner planner;

    /**
     * A stage of a run.
     *
     * @param name as the {@link Listener} is told
     * @param given the bytes of the tensors that it begins with
     * @param peak the most bytes that the operators hold
     */
    public record Stage(String name, long given, long peak) {
        public long bytes() {
            return given + peak;
        }
    }

    /** Predicts for a model on the backend of the planner. */
    public MemoryForecast(Model model, Planner planner) {
        this.model = model;
        this.planner = planner;
    }

    /**
     * Returns the stages of one run, in their order.
     *
     * @param references the size of each picture to refer to; none for a picture from words alone
     * @throws BadInputException if a tensor would be larger than an array can be
     */
    public List<Stage> stages(Resolution picture, List<Resolution> references, int textTokens) {
        return stages(picture, references, textTokens, 0);
    }

    /**
     * Returns the stages of one run, in their order.
     *
     * @param vaeTile the height and width of the tiles that the picture is decoded in; 0 for none
     */
    public List<Stage> stages(Resolution picture, List<Resolution> references, int textTokens, int vaeTile) {
        planner.restartPeak();
        try {
            return new Plan().run(picture, references, textTokens, vaeTile);
        } catch (ArithmeticException e) {
            throw new BadInputException(
                    "size " + picture + ": expected less: a tensor would have more elements than an array can have");
        }
    }

    /**
     * Returns the tiles to decode the picture in, with which a run has the memory that it takes.
     *
     * @param requested the height and width of a tile, 0 for none; {@code null} for none unless memory is short
     * @param available the bytes that there are
     * @throws BadInputException if it takes more
     */
    int vaeTile(Resolution picture, List<Resolution> references, int textTokens, Integer requested, long available) {
        int tile = requested == null ? 0 : requested;
        Stage largest = largest(stages(picture, references, textTokens, tile));
        if (requested == null && needed(largest) > available) {
            tile = TILE;
            largest = largest(stages(picture, references, textTokens, tile));
        }
        if (needed(largest) > available) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "memory: %s at %s takes %,d MiB of %s, and there are %,d MiB: choose a smaller size%s",
                    largest.name(),
                    picture,
                    (needed(largest) >> 20) + 1,
                    planner.memory(),
                    available >> 20,
                    planner.memory().equals(Planner.HEAP)
                            ? ", or let Java use more: JDK_JAVA_OPTIONS=-Xmx" + ((needed(largest) >> 30) + 1)
                                    + "g in the environment"
                            : ""));
        }
        return tile;
    }

    private static long needed(Stage stage) {
        return stage.bytes() + stage.bytes() / SHARE_BESIDE + BESIDE;
    }

    /** Returns the stage that takes the most memory. */
    public static Stage largest(List<Stage> stages) {
        return stages.stream().max(Comparator.comparingLong(Stage::bytes)).orElseThrow();
    }

    /** A run on shapes alone. */
    private final class Plan {
        private final Operators ops = planner.operators();
        private final List<Stage> stages = new ArrayList<>();

        List<Stage> run(Resolution picture, List<Resolution> references, int textTokens, int vaeTile) {
            TokenGrid grid = TokenGrid.of(picture.height(), picture.width(), model.pixelsPerToken());
            PromptEncoder.Prompt prompt = model.prompts().encode(ops, "", textTokens);
            end("reading the prompt");
            ReferenceTokens tokens = references.isEmpty() ? null : encode(references);
            Tensor denoised = denoise(grid, prompt, tokens);
            Tensor latents = ops.unpack(denoised, grid.rows(), grid.columns());
            if (vaeTile == 0) {
                Recorded.run(ops, z -> model.autoEncoder().decode(ops, z[0]), latents);
                end("decoding the picture", denoised);
            } else {
                model.autoEncoder().planTile(ops, latents, vaeTile);
                end("decoding the picture", denoised, planner.tensor(Shape.of(3, picture.height(), picture.width())));
            }
            return stages;
        }

        private ReferenceTokens encode(List<Resolution> references) {
            int channels = model.autoEncoder().params().inChannels();
            List<Tensor> pixels = references.stream()
                    .map(size -> planner.tensor(Shape.of(channels, size.height(), size.width())))
                    .toList();
            List<Tensor> latents = pixels.stream()
                    .map(picture -> Recorded.run(ops, x -> model.autoEncoder().encode(ops, x[0]), picture))
                    .toList();
            ReferenceTokens tokens = ReferenceTokens.of(ops, latents);
            end(
                    "encoding the reference",
                    pixels.stream()
                            .max(Comparator.comparingLong(
                                    picture -> picture.shape().count()))
                            .orElseThrow());
            return tokens;
        }

        private Tensor denoise(TokenGrid grid, PromptEncoder.Prompt prompt, ReferenceTokens references) {
            int channels = model.autoEncoder().params().zChannels();
            Tensor txt = prompt.txt();
            Tensor noise = planner.tensor(Shape.of(grid.tokens(), 4 * channels));
            Tensor denoised;
            try (TransformerVelocity velocity = new TransformerVelocity(
                    ops,
                    model.transformer(),
                    grid.ids(),
                    txt,
                    TokenGrid.textIds(txt.dim(0)),
                    prompt.y(),
                    model.transformer().params().guidanceEmbed() ? Tensor.scalar(1) : null,
                    references)) {
                denoised = Denoiser.denoise(ops, velocity, noise, TIMESTEPS, step -> {});
            }
            Stream<Tensor> given = Stream.of(noise, txt, prompt.y());
            end(
                    "denoising",
                    (references == null ? given : Stream.concat(given, Stream.of(references.tokens())))
                            .toArray(Tensor[]::new));
            return denoised;
        }

        private void end(String stage, Tensor... given) {
            long elements =
                    Stream.of(given).mapToLong(tensor -> tensor.shape().count()).sum();
            stages.add(new Stage(stage, Float.BYTES * elements, planner.peakBytes()));
            planner.restartPeak();
        }
    }
}
