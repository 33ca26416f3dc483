package org.flux4j.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.io.ModelFolder;
import org.flux4j.model.AutoEncoderParams;
import org.flux4j.model.FluxParams;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.picture.Resolution;
import org.flux4j.sampling.Denoiser;
import org.flux4j.sampling.Latents;
import org.flux4j.sampling.ReferenceTokens;
import org.flux4j.sampling.TokenGrid;
import org.flux4j.sampling.TransformerVelocity;
import org.flux4j.sampling.Velocity;
import org.flux4j.vector.VectorizedOperators;

/**
 * What memory a {@link FluxPipeline} takes, stage by stage. Nothing is estimated: the models themselves go through every
 * stage with shapes alone, on {@linkplain VectorizedOperators#planning operators} that book what they would hold. So this
 * is true of the default backend, on that many threads and this machine's vectors.
 */
public final class MemoryForecast {
    /** Two steps, as the second may hold what is left of the first. */
    private static final double[] TIMESTEPS = {1, 0.5, 0};

    private static final float GUIDANCE = 1;

    private final Model model;
    private final int threads;

    /**
     * A stage of a run.
     *
     * @param name what the {@link Listener} hears
     * @param given the bytes of the tensors it begins with
     * @param peak the most bytes that the operators hold
     */
    public record Stage(String name, long given, long peak) {
        public long bytes() {
            return given + peak;
        }
    }

    private MemoryForecast(Model model, int threads) {
        this.model = model;
        this.threads = threads;
    }

    /**
     * Of a model folder.
     *
     * @throws BadInputException when a part is missing or does not fit
     */
    public static MemoryForecast of(ModelFolder folder, int threads) {
        return new MemoryForecast(Model.open(folder), threads);
    }

    /**
     * The stages of one run, in their order.
     *
     * @param references the size of each picture to refer to; none for a picture from words alone
     * @throws BadInputException when a tensor would be larger than an array can be
     */
    public List<Stage> stages(Resolution picture, List<Resolution> references, int textTokens) {
        try {
            return new Plan().run(picture, references, textTokens);
        } catch (ArithmeticException e) {
            throw new BadInputException(
                    "size " + picture + ": expected less: a tensor would have more elements than an array can have");
        }
    }

    /** A run on shapes alone. */
    private final class Plan {
        private final VectorizedOperators ops = VectorizedOperators.planning(threads);
        private final List<Stage> stages = new ArrayList<>();

        List<Stage> run(Resolution picture, List<Resolution> references, int textTokens) {
            TokenGrid grid = TokenGrid.of(picture.height(), picture.width());
            PromptEncoder.Prompt prompt = model.prompts().encode(ops, "", textTokens);
            end("reading the prompt");
            ReferenceTokens tokens = references.isEmpty() ? null : encode(references);
            denoise(grid, prompt, tokens);
            int channels = model.autoEncoder().params().zChannels();
            Tensor latents = hollow(channels, 2 * grid.rows(), 2 * grid.columns());
            model.autoEncoder().decode(ops, latents);
            end("decoding the picture", latents);
            return stages;
        }

        private ReferenceTokens encode(List<Resolution> references) {
            AutoEncoderParams params = model.autoEncoder().params();
            int count = 0;
            Tensor largest = hollow(params.inChannels(), 0, 0);
            for (Resolution size : references) {
                Tensor pixels = hollow(params.inChannels(), size.height(), size.width());
                model.autoEncoder().encode(ops, pixels);
                count += TokenGrid.of(size.height(), size.width()).tokens();
                largest = pixels.shape().count() > largest.shape().count() ? pixels : largest;
            }
            end("encoding the reference", largest);
            return new ReferenceTokens(
                    hollow(count, model.transformer().params().inChannels()), Latents.textIds(count));
        }

        private void denoise(TokenGrid grid, PromptEncoder.Prompt prompt, ReferenceTokens references) {
            FluxParams params = model.transformer().params();
            Tensor txt = prompt.txt();
            Tensor noise = hollow(grid.tokens(), params.inChannels());
            Velocity velocity = new TransformerVelocity(
                    ops,
                    model.transformer(),
                    grid.ids(),
                    txt,
                    Latents.textIds(txt.dim(0)),
                    prompt.y(),
                    params.guidanceEmbed() ? GUIDANCE : null,
                    references);
            Denoiser.denoise(ops, velocity, noise, TIMESTEPS, step -> {});
            Tensor tokens = references == null ? hollow(0, 0) : references.tokens();
            end("denoising", noise, txt, prompt.y(), tokens);
        }

        private void end(String stage, Tensor... given) {
            long elements =
                    Stream.of(given).mapToLong(tensor -> tensor.shape().count()).sum();
            stages.add(new Stage(stage, Float.BYTES * elements, ops.peakBytes()));
            ops.restartPeak();
        }

        private static Tensor hollow(int... dims) {
            return Tensor.hollow(Shape.of(dims), new float[0]);
        }
    }
}
