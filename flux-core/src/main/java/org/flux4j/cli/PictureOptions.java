package org.flux4j.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code edit} and {@code generate} have in common. What is not given comes from {@code --like}, or the model. */
final class PictureOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The PNG file to write.")
    private Path output;

    @Option(names = "--seed", paramLabel = "N", description = "Which noise to begin with (default: another each time).")
    private Long seed;

    @Option(names = "--steps", paramLabel = "N", description = "Denoising steps (default: 28; schnell: 4).")
    private Integer steps;

    @Option(
            names = "--guidance",
            paramLabel = "G",
            description = "How closely to follow the prompt (default: 3.5; edit: 2.5; not used by schnell).")
    private Float guidance;

    @Option(names = "--width", paramLabel = "PIXELS", description = "Width of the picture, a multiple of 16.")
    private Integer width;

    @Option(names = "--height", paramLabel = "PIXELS", description = "Height of the picture, a multiple of 16.")
    private Integer height;

    @Option(
            names = "--noise",
            paramLabel = "TYPE",
            description = "f32 (default) draws noise as diffusers does in float32, bf16 as the official code does.")
    private Noise noise;

    @Option(
            names = "--text-tokens",
            paramLabel = "N",
            description = "How many tokens of the prompt T5 sees (default: 512; schnell: 256).")
    private Integer textTokens;

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

    /**
     * What is to be made: as given here, and for the rest as {@code --like} says.
     *
     * @param images what to start from; may be empty
     * @param box drawn on the first of them; null for none
     */
    Recipe recipe(String command, String prompt, List<Path> images, String box) {
        Recipe given = new Recipe(
                command,
                prompt,
                images.stream().map(Path::toString).toList(),
                box,
                model.folder() == null ? null : model.folder().toString(),
                seed,
                steps,
                guidance,
                width,
                height,
                noise,
                textTokens);
        return like == null ? given : given.orElse(Recipe.read(like, command));
    }

    void make(Recipe recipe, CommandLine line) {
        new PictureRun(recipe, backend.backend(), line.getOut(), line.getErr()).run(output, preview, !noMetadata);
    }
}
