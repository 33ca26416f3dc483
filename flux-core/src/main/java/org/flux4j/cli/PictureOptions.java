package org.flux4j.cli;

import java.nio.file.Path;
import java.util.List;
import org.flux4j.pipeline.Settings;
import org.flux4j.sampling.Noise;
import org.flux4j.sampling.Seed;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code edit} and {@code generate} have in common. What is not given comes from {@code --like}, or the model. */
final class PictureOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = {
                "The PNG file to write (default: a new one, named after the command).",
                "An older file is replaced by one with its permissions, and its hard links keep the old picture; one"
                        + " that is read-only is refused. Of a symbolic link, the file that it leads to is written."
                        + " A named pipe or a character device is written into, and so is standard output: - or"
                        + " /dev/stdout."
            })
    private String output;

    @Option(
            names = "--like",
            paramLabel = "OLD.png",
            description = "Take every setting that is not given from a picture that flux4j made.")
    private Path like;

    @Option(names = "--no-metadata", description = "Do not store prompt and settings in the picture.")
    private boolean noMetadata;

    @Option(
            names = "--preview",
            paramLabel = "FOLDER",
            description = "After each step, write a small, cheap picture of what is to come.")
    private Path preview;

    @Mixin
    private ModelOptions model;

    @Mixin
    private BackendOptions backend;

    private Settings settings = Settings.NONE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the noise, as PyTorch takes it: from -2^63 to 2^64-1 (default: another each time).")
    void seed(Seed seed) {
        settings = settings.withSeed(seed);
    }

    @Option(names = "--steps", paramLabel = "N", description = "Denoising steps (default: 28; schnell: 4).")
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

    @Option(names = "--width", paramLabel = "PIXELS", description = "Width of the picture, a multiple of 16.")
    void width(Integer width) {
        settings = settings.withWidth(width);
    }

    @Option(names = "--height", paramLabel = "PIXELS", description = "Height of the picture, a multiple of 16.")
    void height(Integer height) {
        settings = settings.withHeight(height);
    }

    @Option(
            names = "--noise",
            paramLabel = "TYPE",
            description = "f32 (default) draws noise as diffusers does in float32, bf16 as the official code does.")
    void noise(Noise noise) {
        settings = settings.withNoise(noise);
    }

    @Option(
            names = "--text-tokens",
            paramLabel = "N",
            description = "How many tokens of the prompt T5 sees (default: 512; schnell: 256).")
    void textTokens(Integer textTokens) {
        settings = settings.withTextTokens(textTokens);
    }

    /** Returns whether settings come from a picture. */
    boolean isLike() {
        return like != null;
    }

    /**
     * Returns what to make: as given here and, for the rest, as {@code --like} says.
     *
     * @param images the pictures to start from; may be empty
     * @param box drawn on the first of them; null for none
     */
    Recipe recipe(String command, String prompt, List<Path> images, String box) {
        Recipe given = new Recipe(
                command,
                images.stream().map(Path::toString).toList(),
                box,
                model.folder() == null ? null : model.folder().toString(),
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

    void make(Recipe recipe, CommandLine line) {
        new PictureRun(recipe, backend.backend(), line.getOut(), line.getErr())
                .run(Output.of(output, recipe.command()), preview, !noMetadata);
    }
}
