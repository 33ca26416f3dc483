package org.flux4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PictureReader;
import org.flux4j.picture.VisualCue;
import org.flux4j.pipeline.Backend;
import org.flux4j.pipeline.FluxPipeline;
import org.flux4j.pipeline.FluxPipelineBuilder;
import org.flux4j.pipeline.Settings;
import org.flux4j.sampling.Seed;

/**
 * A run of {@code edit} or {@code generate}: reads the pictures of a recipe, runs the pipeline and writes the result.
 *
 * @param vaeTile the height and width of the tiles that the picture is decoded in, or {@code null} for the default
 */
record PictureRun(Recipe recipe, Backend backend, Integer vaeTile, PrintWriter out, PrintWriter err) {
    /**
     * Makes the picture and writes it.
     *
     * @param previews the folder for previews, or {@code null} for none
     * @param metadata whether to store the recipe in the picture
     */
    void run(Output output, Path previews, boolean metadata) {
        output.check();
        PreviewFolder folder = previews == null ? null : new PreviewFolder(previews);
        try (Progress progress = new Progress(err, folder)) {
            FluxPipeline pipeline = builder().listener(progress).build();
            pipeline.notes().forEach(note -> err.println("note: " + note));
            if (folder != null) {
                folder.create();
            }
            Picture picture = pipeline.run();
            Recipe used = recipe.withSettings(pipeline.settings());
            Path file = output.write(picture, metadata ? Map.of(Recipe.KEYWORD, used.toJson()) : Map.of());
            PrintWriter report = output.isStream() ? err : out;
            report.println("wrote " + file + " (seed " + used.settings().seed() + ")");
        }
    }

    private FluxPipelineBuilder builder() {
        Settings settings = recipe.settings();
        if ((settings.width() == null) != (settings.height() == null)) {
            throw new BadInputException("size: expected both --width and --height, found one of them");
        }
        if (settings.prompt() == null) {
            throw new BadInputException("prompt: expected one, found none" + ErrorLines.TEXT_HINT);
        }
        FluxPipelineBuilder builder = FluxPipeline.builder()
                .backend(backend)
                .vaeTile(vaeTile)
                .model(
                        recipe.model() == null ? ModelOptions.tinyModel() : Paths.of(recipe.model()),
                        recipe.parts().files())
                .loras(LoraOptions.parse(recipe.loras(), recipe.loraLenient()))
                .settings(settings.orElse(Settings.NONE.withSeed(randomSeed())));
        for (int i = 0; i < recipe.images().size(); i++) {
            Picture picture = PictureReader.read(Paths.of(recipe.images().get(i)));
            boolean marked = i == 0 && recipe.box() != null;
            builder.reference(marked ? VisualCue.parse(recipe.box()).draw(picture) : picture);
        }
        return builder;
    }

    private static Seed randomSeed() {
        return new Seed(new SecureRandom().nextInt(Integer.MAX_VALUE));
    }
}
