package org.flux4j.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which model is run: an option that every command with a model shares. */
final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description = "A model folder as Hugging Face ships it (default: the tiny model that ships with flux4j).")
    private Path model;

    /** The folder that the user named; null when none. */
    Path folder() {
        return model;
    }

    /** The tiny model that ships: in flux4j's home, as the launcher says, or in the current folder. */
    static Path tiny() {
        return Path.of(System.getProperty("flux.home", ""), "testdata", "tiny-kontext");
    }
}
