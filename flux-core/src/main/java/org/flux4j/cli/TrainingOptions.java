package org.flux4j.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.Limits;
import org.flux4j.sampling.Seed;
import org.flux4j.train.FlowMatchingObjective;
import org.flux4j.train.LearningRate;
import picocli.CommandLine.Option;

/** The options of {@code flux train} that say how a part is trained. */
final class TrainingOptions {
    /** A part of a model. */
    enum Part {
        TRANSFORMER(32, 1e-3),
        VAE(12, 3e-3);

        private final int batch;
        private final double fromNothing;

        Part(int batch, double fromNothing) {
            this.batch = batch;
            this.fromNothing = fromNothing;
        }
    }

    /** The learning rate of a part that was trained before, as a multiple of that from nothing. */
    private static final double TRAINED = 0.2;

    /** The steps in which the learning rate rises, at most; and the share of steps in which it falls. */
    private static final int WARM_UP = 300;

    private static final int DECAY = 4;

    /** Which timesteps are drawn: noisy ones, where the picture is decided. */
    private static final double MEAN = 1.4;

    private static final double DEVIATION = 1.2;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "transformer or vae (default: transformer). A new vae needs a new transformer.")
    private Part part = Part.TRANSFORMER;

    @Option(
            names = "--from-nothing",
            description = "Begin with random weights, in the sizes of the model, rather than with its weights.")
    private boolean fromNothing;

    @Option(
            names = "--lora",
            paramLabel = "RANK",
            description = "Leave the transformer as it is, and train a low-rank update of it.")
    private Integer lora;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Number of steps in all (default: 1000). A run that has ended goes on if it is started again"
                    + " with more.")
    private int steps = 1000;

    @Option(names = "--batch", paramLabel = "N", description = "Number of samples of a step (default: 32; 12 for vae).")
    private Integer batch;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description =
                    "The highest learning rate (default: 0.001, for vae 0.003; a fifth of it for weights that were"
                            + " trained before).")
    private Double learningRate;

    @Option(
            names = "--drop",
            paramLabel = "X",
            description = "How often the prompt of a sample is dropped, from 0 to 1 (default: 0).")
    private double drop;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random choices (default: 0).")
    private Seed seed = new Seed(0);

    /**
     * Checks all numbers.
     *
     * @throws BadInputException if one is out of range
     */
    void check() {
        Limits.check("steps", steps, Limits.TRAINING_STEPS);
        Limits.check("batch", batch(), Limits.TRAINING_BATCH);
        if (lora != null) {
            Limits.check("rank", lora, Limits.RANK);
            if (part != Part.TRANSFORMER || fromNothing) {
                throw new BadInputException(
                        "--lora: updates a trained transformer; it fits neither --part vae nor" + " --from-nothing");
            }
        }
        if (!(peak() > 0 && peak() <= 1)) {
            throw new BadInputException("learning rate: expected more than 0 and at most 1, found " + peak());
        }
        if (!(drop >= 0 && drop <= 1)) {
            throw new BadInputException("drop: expected 0 to 1, found " + drop);
        }
    }

    Part part() {
        return part;
    }

    /** Returns whether the parameters begin at random. */
    boolean begins() {
        return fromNothing || lora != null;
    }

    /** Returns the rank of the low-rank update; {@code null} if all weights are trained. */
    Integer lora() {
        return lora;
    }

    int steps() {
        return steps;
    }

    int batch() {
        return batch == null ? part.batch : batch;
    }

    long seed() {
        return seed.bits();
    }

    LearningRate rate() {
        return new LearningRate(peak(), Math.min(WARM_UP, steps / 10), steps / DECAY, steps);
    }

    FlowMatchingObjective.Sampling sampling() {
        return new FlowMatchingObjective.Sampling(batch(), seed(), MEAN, DEVIATION, drop);
    }

    /** Returns the settings that a run cannot change when it goes on, by option. */
    Map<String, String> fixed(Path model, Path examples) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("--model", model.toString());
        settings.put("--examples", String.valueOf(examples));
        settings.put("--part", part.name());
        settings.put("--from-nothing", String.valueOf(fromNothing));
        settings.put("--lora", String.valueOf(lora));
        settings.put("--batch", String.valueOf(batch()));
        settings.put("--learning-rate", String.valueOf(peak()));
        settings.put("--drop", String.valueOf(drop));
        settings.put("--seed", seed.toString());
        return settings;
    }

    private double peak() {
        return learningRate != null ? learningRate : begins() ? part.fromNothing : TRAINED * part.fromNothing;
    }
}
