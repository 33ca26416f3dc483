package org.flux4j.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PictureReader;
import org.flux4j.picture.PngWriter;
import org.flux4j.picture.Resolution;
import org.flux4j.picture.VisualCue;
import org.flux4j.pipeline.Backend;
import org.flux4j.pipeline.FluxPipeline;
import org.flux4j.pipeline.FluxPipelineBuilder;

/** What {@code edit} and {@code generate} do: read what a recipe needs, run the pipeline, write the picture. */
record PictureRun(Recipe recipe, Backend backend, PrintWriter out, PrintWriter err) {
    /**
     * Makes the picture.
     *
     * @param output the file to write; null for a new one named after the command
     * @param previews the folder for a picture per step; null for none
     * @param metadata whether to store the recipe in the picture
     */
    void run(Path output, Path previews, boolean metadata) {
        Path file = output != null ? output : unused(recipe.command());
        PngWriter.checkWritable(file);
        Preview preview = previews == null ? null : new Preview(previews);
        try (Progress progress = new Progress(err, preview)) {
            FluxPipeline pipeline = builder().listener(progress).build();
            pipeline.notes().forEach(note -> err.println("note: " + note));
            Picture picture = pipeline.run();
            Recipe used = recipe.with(pipeline.settings());
            PngWriter.write(file, picture, metadata ? Map.of(Recipe.KEYWORD, used.toJson()) : Map.of());
            out.println("wrote " + file + " (seed " + used.seed() + ")");
        }
    }

    private FluxPipelineBuilder builder() {
        FluxPipelineBuilder builder = FluxPipeline.builder()
                .backend(backend)
                .model(recipe.model() == null ? ModelOptions.tiny() : Path.of(recipe.model()))
                .prompt(recipe.prompt())
                .seed(recipe.seed() != null ? recipe.seed() : new SecureRandom().nextInt(Integer.MAX_VALUE));
        for (int i = 0; i < recipe.images().size(); i++) {
            Picture picture = PictureReader.read(Path.of(recipe.images().get(i)));
            boolean marked = i == 0 && recipe.box() != null;
            builder.reference(marked ? VisualCue.parse(recipe.box()).draw(picture) : picture);
        }
        if (recipe.steps() != null) {
            builder.steps(recipe.steps());
        }
        if (recipe.guidance() != null) {
            builder.guidance(recipe.guidance());
        }
        if (recipe.noise() != null) {
            builder.noise(recipe.noise().dtype);
        }
        if (recipe.textTokens() != null) {
            builder.textTokens(recipe.textTokens());
        }
        if (recipe.width() != null && recipe.height() != null) {
            builder.size(new Resolution(recipe.width(), recipe.height()));
        } else if (recipe.width() != null || recipe.height() != null) {
            throw new BadInputException("size: expected both --width and --height, found one of them");
        }
        return builder;
    }

    /** The first of NAME.png, NAME-2.png, NAME-3.png, … that does not exist: nothing is lost. */
    private static Path unused(String name) {
        return Stream.concat(Stream.of(name), IntStream.iterate(2, i -> i + 1).mapToObj(i -> name + "-" + i))
                .map(candidate -> Path.of(candidate + ".png"))
                .filter(Files::notExists)
                .findFirst()
                .orElseThrow();
    }
}
