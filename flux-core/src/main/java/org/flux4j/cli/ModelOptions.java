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

    /** The folder that the user named, or the tiny model's. */
    Path folder() {
        return model == null ? home().resolve("testdata", "tiny-kontext") : model;
    }

    /** Where flux4j lies, as the launcher says; the current folder when there was no launcher. */
    private static Path home() {
        return Path.of(System.getProperty("flux.home", ""));
    }
}
