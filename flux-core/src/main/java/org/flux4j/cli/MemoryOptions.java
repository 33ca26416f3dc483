package org.flux4j.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.flux4j.io.BadInputException;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.Resolution;
import org.flux4j.model.ActivationMemory;
import org.flux4j.model.AutoEncoderParams;
import org.flux4j.model.FluxParams;
import org.flux4j.sampling.KontextResolutions;
import org.flux4j.sampling.RoundedSize;
import org.flux4j.sampling.TokenGrid;
import picocli.CommandLine.Option;

/** The edit whose need of memory is asked for. */
final class MemoryOptions {
    /** Far beyond what any model was trained on. */
    private static final int LARGEST = 1 << 15;

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
        return within("--text-tokens", textTokens);
    }

    /** Prints what the edit takes in its stages, which follow each other. */
    void print(ModelFolder folder, StoredSize weights, PrintWriter out) {
        List<Resolution> preferred = folder.kontextResolutions().orElse(KontextResolutions.OFFICIAL);
        RoundedSize size = RoundedSize.of(asked(KontextResolutions.nearest(new Resolution(1, 1), preferred)));
        Resolution picture = size.used();
        Resolution reference = KontextResolutions.nearest(picture, preferred);
        long tokens = (long) textTokens() + tokens(picture) + tokens(reference);

        AutoEncoderParams autoEncoder = AutoEncoderParams.of(folder);
        long encoding = ActivationMemory.encoder(autoEncoder, pixels(reference));
        long denoising = ActivationMemory.transformer(FluxParams.of(folder), tokens);
        long decoding = ActivationMemory.decoder(autoEncoder, pixels(picture));
        long largest = Math.max(encoding, Math.max(denoising, decoding));

        out.println();
        size.note().ifPresent(out::println);
        out.printf("Memory for an edit at %s (reference %s, %d text tokens)%n", picture, reference, textTokens);
        row(
                out,
                "weights",
                weights.bytes(),
                "as stored: mapped, so that the system reads what is used and may drop it");
        row(out, "encoding", encoding, "of the reference");
        row(out, "denoising", denoising, String.format(Locale.ROOT, "with %,d tokens", tokens));
        row(out, "decoding", decoding, "of the picture");
        row(out, "Java heap", largest, "the largest of the three, which follow each other");
        out.println("A stage is taken to need all tensors that its widest block makes, in float32, at the same time.");
        out.println("Backends that fuse operators need less. The text encoders are not counted.");
    }

    private Resolution asked(Resolution otherwise) {
        return new Resolution(
                within("--width", width == null ? otherwise.width() : width),
                within("--height", height == null ? otherwise.height() : height));
    }

    private static int within(String option, int value) {
        if (value < 1 || value > LARGEST) {
            throw new BadInputException(option + ": expected 1 to " + LARGEST + ", found " + value);
        }
        return value;
    }

    private static long tokens(Resolution size) {
        return TokenGrid.of(size.height(), size.width()).tokens();
    }

    private static long pixels(Resolution size) {
        return (long) size.width() * size.height();
    }

    private static void row(PrintWriter out, String what, long bytes, String why) {
        out.printf("%-16s%10s  %s%n", what, Bytes.text(bytes), why);
    }
}
