package org.flux4j.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.flux4j.BadInputException;
import org.flux4j.io.ModelFolder;
import org.flux4j.picture.Resolution;
import org.flux4j.pipeline.Backends;
import org.flux4j.pipeline.KontextResolutions;
import org.flux4j.pipeline.MemoryForecast;
import org.flux4j.pipeline.RoundedSize;
import picocli.CommandLine.Option;

/** The edit whose need of memory is asked for. */
final class MemoryOptions {
    /** Far beyond what any model was trained on. */
    private static final int LARGEST = 1 << 15;

    private static final int LARGEST_TEXT = 1 << 12;

    @Option(
            names = "--width",
            paramLabel = "PIXELS",
            description = "Width of the picture to be made (default: that of the square size the model prefers).")
    private Integer width;

    @Option(
            names = "--height",
            paramLabel = "PIXELS",
            description = "Height of the picture to be made (default: that of the square size the model prefers).")
    private Integer height;

    @Option(
            names = "--text-tokens",
            paramLabel = "N",
            defaultValue = "512",
            description = "Length of the text in tokens (default: ${DEFAULT-VALUE}; schnell uses 256).")
    private int textTokens;

    int textTokens() {
        return within("--text-tokens", textTokens, LARGEST_TEXT);
    }

    /** Prints what an edit takes in its stages, which follow each other, and what a picture without reference takes. */
    void print(ModelFolder folder, StoredSize weights, PrintWriter out) {
        List<Resolution> preferred = KontextResolutions.of(folder);
        RoundedSize size = RoundedSize.of(asked(KontextResolutions.nearest(new Resolution(1, 1), preferred)));
        Resolution picture = size.used();
        Resolution reference = KontextResolutions.nearest(picture, preferred);
        int threads = Runtime.getRuntime().availableProcessors();
        MemoryForecast forecast = MemoryForecast.of(folder, threads);
        List<MemoryForecast.Stage> edit = forecast.stages(picture, List.of(reference), textTokens());
        List<MemoryForecast.Stage> generation = forecast.stages(picture, List.of(), textTokens());

        out.println();
        size.note().ifPresent(out::println);
        out.printf(
                Locale.ROOT,
                "Memory for an edit at %s (reference %s, %d text tokens)%n",
                picture,
                reference,
                textTokens);
        row(
                out,
                "weights",
                weights.bytes(),
                "as stored: mapped, so that the system reads what is used and may drop it");
        edit.forEach(stage -> row(out, stage.name(), stage.bytes(), ""));
        row(out, "Java heap", largest(edit), "the largest of these, which follow each other");
        row(out, "", largest(generation), "without the reference");
        out.printf(
                Locale.ROOT,
                "Counted are the tensors and the working memory of the backend %s on %d threads; not counted are pictures,%n"
                        + "tokenizers and Java itself, and what the garbage collector needs to move things about.%n",
                Backends.DEFAULT,
                threads);
    }

    private static long largest(List<MemoryForecast.Stage> stages) {
        return stages.stream().mapToLong(MemoryForecast.Stage::bytes).max().orElseThrow();
    }

    private Resolution asked(Resolution otherwise) {
        return new Resolution(
                within("--width", width == null ? otherwise.width() : width, LARGEST),
                within("--height", height == null ? otherwise.height() : height, LARGEST));
    }

    private static int within(String option, int value, int largest) {
        if (value < 1 || value > largest) {
            throw new BadInputException(option + ": expected 1 to " + largest + ", found " + value);
        }
        return value;
    }

    private static void row(PrintWriter out, String what, long bytes, String why) {
        out.printf("%-24s%10s%s%n", what, Bytes.text(bytes), why.isEmpty() ? "" : "  " + why);
    }
}
