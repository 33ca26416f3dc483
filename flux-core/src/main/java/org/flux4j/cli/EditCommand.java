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

/** {@code flux edit}: from a picture and an instruction to the edited picture. */
@Command(name = "edit", description = "Change a picture as an instruction says (FLUX.1 Kontext).")
final class EditCommand implements Callable<Integer> {
    private static final Pattern PICTURE_NAME = Pattern.compile("\\S+\\.(png|jpe?g|webp)", Pattern.CASE_INSENSITIVE);

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "IMAGE",
            description = "The picture to change: PNG, JPEG or WebP.")
    private String image;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "INSTRUCTION",
            description = {
                "What to change. One that begins with '-' goes after '--'.",
                "With --like, both may be left out; of one alone, what is the name of a picture is IMAGE, anything else"
                        + " INSTRUCTION."
            })
    private String instruction;

    @Option(
            names = "--reference",
            paramLabel = "IMAGE",
            description = "A further picture to refer to; may be given several times.")
    private List<Path> more = List.of();

    @Option(
            names = "--box",
            paramLabel = "x0,y0,x1,y1",
            description = "Draw a red box on the picture first, in its pixels, to show where.")
    private String box;

    @Mixin
    private PictureOptions options;

    @Override
    public Integer call() {
        if (instruction == null && image != null && options.isLike() && !namesPicture(image)) {
            instruction = image;
            image = null;
        }
        List<Path> images = new ArrayList<>();
        if (image != null && !image.isEmpty()) {
            images.add(Paths.of(image));
        }
        images.addAll(more);
        Recipe recipe = options.recipe(spec.name(), instruction, images, box);
        if (recipe.images().isEmpty()) {
            throw new BadInputException("IMAGE: expected a picture to change, found none");
        }
        options.make(recipe, spec.commandLine());
        return 0;
    }

    private static boolean namesPicture(String word) {
        return PICTURE_NAME.matcher(word).matches() || new File(word).isFile();
    }
}
