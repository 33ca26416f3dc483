package org.flux4j.cli;

import org.flux4j.Limits;
import org.flux4j.picture.Resolution;
import org.flux4j.pipeline.KontextResolutions;
import org.flux4j.pipeline.Model;
import org.flux4j.pipeline.RoundedSize;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that describe an edit that is predicted: how much memory it takes, what a backend records of it. */
final class MemoryOptions {
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

    @Mixin
    private VaeOptions vae;

    /** Returns the height and width of the tiles that the picture is decoded in; 0 for none. */
    int vaeTile() {
        return vae.tile() == null ? 0 : vae.tile();
    }

    /** Returns the length of the prompt in tokens. */
    int textTokens() {
        return Limits.check("text tokens", textTokens, Limits.TEXT_TOKENS);
    }

    /** Returns the size of the picture; the sides that were not given are those of the model's preferred square size. */
    RoundedSize size(Model model) {
        Resolution square = KontextResolutions.nearest(new Resolution(1, 1), model.resolutions());
        return RoundedSize.of(
                new Resolution(width == null ? square.width() : width, height == null ? square.height() : height),
                model.pixelsPerToken());
    }
}
