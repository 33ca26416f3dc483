package org.flux4j.cli;

import picocli.CommandLine.Option;

/** The options that name weight files in place of those of the model folder. */
final class PartOptions {
    @Option(
            names = "--transformer",
            paramLabel = "FILE",
            description = "A weight file (safetensors or GGUF) in place of the model's transformer.")
    private String transformer;

    @Option(
            names = "--text-encoder-2",
            paramLabel = "FILE",
            description = "A weight file in place of the model's T5 encoder.")
    private String textEncoder2;

    @Option(names = "--vae", paramLabel = "FILE", description = "A weight file in place of the model's autoencoder.")
    private String vae;

    /** Returns the names of the files that were given. */
    PartNames names() {
        return new PartNames(transformer, textEncoder2, vae);
    }
}
