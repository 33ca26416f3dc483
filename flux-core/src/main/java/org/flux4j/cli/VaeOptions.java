package org.flux4j.cli;

import picocli.CommandLine.Option;

/** The option that selects the tiles in which the autoencoder decodes, shared by the commands that run or predict it. */
final class VaeOptions {
    @Option(
            names = "--vae-tile",
            paramLabel = "PIXELS",
            description =
                    "Decode the picture in tiles of that height and width, which takes less memory and more time, and"
                            + " changes no colour by more than a rounding; 0 for none (default: none; 256 where memory is short).")
    private Integer tile;

    /** Returns the height and width of a tile, 0 for none, or {@code null} if it was not given. */
    Integer tile() {
        return tile;
    }
}
