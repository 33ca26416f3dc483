package org.flux4j.cli;

import org.flux4j.BadInputException;
import org.flux4j.picture.Resolution;
import picocli.CommandLine.Option;

/** The options that describe the edit whose memory use is predicted. */
final class MemoryOptions {
    /** Far beyond what any model was trained on. */
    private static final int LARGEST = 1 << 15;

    private static final int LARGEST_TEXT = 1 << 12;

    @Option(
            names = "--width",
            paramLabel = "PIXELS",
            description = "Width of the edited picture (default: that of the model's preferred square size).")
    private Integer width;

    @Option(
            names = "--height",
            paramLabel = "PIXELS",
            description = "Height of the edited picture (default: that of the model's preferred square size).")
    private Integer height;

    @Option(
            names = "--text-tokens",
            paramLabel = "N",
            defaultValue = "512",
            description = "Length of the prompt in tokens (default: ${DEFAULT-VALUE}; schnell uses 256).")
    private int textTokens;

    int textTokens() {
        return within("--text-tokens", textTokens, LARGEST_TEXT);
    }

    /** Returns the size of the picture; the sides that were not given are those of the default size. */
    Resolution size(Resolution defaultSize) {
        return new Resolution(
                within("--width", width == null ? defaultSize.width() : width, LARGEST),
                within("--height", height == null ? defaultSize.height() : height, LARGEST));
    }

    private static int within(String option, int value, int largest) {
        if (value < 1 || value > largest) {
            throw new BadInputException(option + ": expected 1 to " + largest + ", found " + value);
        }
        return value;
    }
}
