package org.flux4j.pipeline;

import java.nio.file.Path;
import org.flux4j.picture.PictureReader;
import org.flux4j.picture.Resolution;

/** Small pictures of the models that ship. */
final class TinyRuns {
    static final int STEPS = 3;

    private static final Path TESTDATA = Path.of("..", "testdata");

    private TinyRuns() {}

    /** Returns the path of a model. */
    static Path model(String name) {
        return TESTDATA.resolve(name);
    }

    /** Returns the builder of a small picture: 80 × 64 pixels in {@link #STEPS} steps. */
    static FluxPipelineBuilder generate(String model) {
        return FluxPipeline.builder()
                .model(model(model))
                .prompt("a hat")
                .seed(7)
                .size(new Resolution(80, 64))
                .textTokens(20)
                .steps(STEPS);
    }

    /** Returns the builder of a small picture made after another, which is resized to 64 × 48 pixels. */
    static FluxPipelineBuilder edit(String model) {
        return generate(model)
                .reference(PictureReader.read(TESTDATA.resolve("pictures").resolve("fruit.png")))
                .referenceSize(new Resolution(64, 48));
    }
}
