package org.flux4j.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.flux4j.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code flux edit}, which edits a picture according to an instruction. */
@Command(name = "edit", description = "Edit a picture according to an instruction (FLUX.1 Kontext).")
final class EditCommand implements Callable<Integer> {
    private static final Pattern PICTURE_NAME = Pattern.compile("\\S+\\.(png|jpe?g|webp)", Pattern.CASE_INSENSITIVE);

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "IMAGE",
            description = "The picture to edit: PNG, JPEG or WebP.")
    private String image;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "INSTRUCTION",
            description = {
                "What to change. An instruction that begins with '-' goes after '--'.",
                "With --like, IMAGE and INSTRUCTION are optional; a single argument is the IMAGE if it names a picture,"
                        + " and the INSTRUCTION otherwise."
            })
    private String instruction;

    @Option(names = "--reference", paramLabel = "IMAGE", description = "Another picture to refer to; may be repeated.")
    private List<Path> references = List.of();

    @Option(
            names = "--box",
            paramLabel = "x0,y0,x1,y1",
            description = "Draw a red box on the picture first, to mark a region. The unit is pixels.")
    private String box;

    @Mixin
    private PictureOptions options;

    @Override
    public Integer call() {
        if (instruction == null && image != null && options.hasLike() && !namesPicture(image)) {
            instruction = image;
            image = null;
        }
        List<Path> images = new ArrayList<>();
        if (image != null && !image.isEmpty()) {
            images.add(Paths.of(image));
        }
        images.addAll(references);
        Recipe recipe = options.recipe(spec.name(), instruction, images, box);
        if (recipe.images().isEmpty()) {
            throw new BadInputException("IMAGE: expected a picture to change, found none");
        }
        options.run(recipe, spec.commandLine());
        return 0;
    }

    private static boolean namesPicture(String word) {
        return PICTURE_NAME.matcher(word).matches() || new File(word).isFile();
    }
}
