package org.flux4j.cli;

import java.nio.file.Path;
import org.flux4j.io.ModelFolder;
import org.flux4j.pipeline.Model;
import picocli.CommandLine.Option;

/** The option that selects the model, shared by all commands that run one. */
final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description = "A model folder as Hugging Face ships it (default: the tiny model that ships with flux4j).")
    private Path model;

    /** Returns the folder that was given, or {@code null} if none was. */
    Path folder() {
        return model;
    }

    /** Opens the model in the folder that was given; by default, the tiny one. */
    Model open() {
        return Model.open(openFolder());
    }

    /** Opens the folder that was given; by default, that of the tiny model. */
    ModelFolder openFolder() {
        return ModelFolder.open(model == null ? tinyModel() : model);
    }

    /**
     * Returns the folder of the tiny model: in flux4j's home, which the launcher sets, or else in the current folder.
     */
    static Path tinyModel() {
        return Path.of(System.getProperty("flux.home", ""), "testdata", "tiny-kontext");
    }
}
