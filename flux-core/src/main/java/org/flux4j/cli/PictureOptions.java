package org.flux4j.cli;

import java.nio.file.Path;
import java.util.List;
import org.flux4j.pipeline.Settings;
import org.flux4j.sampling.Noise;
import org.flux4j.sampling.Seed;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that {@code edit} and {@code generate} share. Those not given are taken from {@code --like} or the model.
 */
final class PictureOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = {
                "The PNG file to write (default: a new file, named after the command).",
                "An existing file is replaced by one with the same permissions, and its other hard links keep the old"
                        + " picture; a read-only file is refused. A symbolic link is followed. A named pipe, a"
                        + " character device or standard output (- or /dev/stdout) is written to."
            })
    private String output;

    @Option(
            names = "--like",
            paramLabel = "OLD.png",
            description = "Take all settings that are not given from a picture made by flux4j.")
    private Path like;

    @Option(names = "--no-metadata", description = "Do not store the prompt and the settings in the picture.")
    private boolean noMetadata;

    @Option(
            names = "--preview",
            paramLabel = "FOLDER",
            description = "Write a rough preview of the picture into this folder after each step.")
    private Path preview;

    @Mixin
    private VaeOptions vae;

    @Mixin
    private ModelOptions model;

    @Mixin
    private LoraOptions loras;

    @Mixin
    private PartOptions parts;

    @Mixin
    private BackendOptions backend;

    private Settings settings = Settings.NONE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the noise, as in PyTorch: from -2^63 to 2^64-1 (default: random).")
    void seed(Seed seed) {
        settings = settings.withSeed(seed);
    }

    @Option(names = "--steps", paramLabel = "N", description = "Number of denoising steps (default: 28; schnell: 4).")
    void steps(Integer steps) {
        settings = settings.withSteps(steps);
    }

    @Option(
            names = "--guidance",
            paramLabel = "G",
            description = "How closely to follow the prompt (default: 3.5; edit: 2.5; not used by schnell).")
    void guidance(Float guidance) {
        settings = settings.withGuidance(guidance);
    }

    @Option(
            names = "--width",
            paramLabel = "PIXELS",
            description = "Width of the picture: whole tokens, of 16 pixels with FLUX.1.")
    void width(Integer width) {
        settings = settings.withWidth(width);
    }

    @Option(
            names = "--height",
            paramLabel = "PIXELS",
            description = "Height of the picture: whole tokens, of 16 pixels with FLUX.1.")
    void height(Integer height) {
        settings = settings.withHeight(height);
    }

    @Option(
            names = "--noise",
            paramLabel = "TYPE",
            description =
                    "Type of the noise: f32 (default), as in diffusers with float32, or bf16, as in the official code.")
    void noise(Noise noise) {
        settings = settings.withNoise(noise);
    }

    @Option(
            names = "--text-tokens",
            paramLabel = "N",
            description = "Number of tokens of the prompt that T5 sees (default: 512; schnell: 256).")
    void textTokens(Integer textTokens) {
        settings = settings.withTextTokens(textTokens);
    }

    /** Returns whether {@code --like} is given. */
    boolean hasLike() {
        return like != null;
    }

    /**
     * Returns the recipe for a picture, made of the options that are given and, for the rest, of the recipe of
     * {@code --like}.
     *
     * @param prompt the prompt, or {@code null}
     * @param images the pictures to refer to, possibly none
     * @param box the box to draw on the first picture, or {@code null}
     */
    Recipe recipe(String command, String prompt, List<Path> images, String box) {
        Recipe given = new Recipe(
                command,
                images.stream().map(Path::toString).toList(),
                box,
                model.folder() == null ? null : model.folder().toString(),
                parts.names(),
                loras.given(),
                loras.lenient(),
                settings.withPrompt(prompt));
        if (like == null) {
            return given;
        }
        Recipe old = Recipe.read(like, command);
        if (images.isEmpty()) {
            old.checkImages(like);
        }
        return given.orElse(old);
    }

    /** Makes the picture of a recipe. */
    void run(Recipe recipe, CommandLine line) {
        new PictureRun(recipe, backend.backend(), vae.tile(), line.getOut(), line.getErr())
                .run(Output.of(output, recipe.command()), preview, !noMetadata);
    }
}
