package org.flux4j.cli;

import java.util.Optional;
import org.flux4j.op.Operators;
import org.flux4j.picture.Picture;
import org.flux4j.pipeline.FluxPipeline;
import org.flux4j.pipeline.FluxPipelineBuilder;
import org.flux4j.pipeline.Model;

/** Asks an open model for the picture of an example. */
final class PictureRequest {
    private PictureRequest() {}

    /**
     * Returns a pipeline at the default settings of a model, to be completed.
     *
     * @param input the picture to edit; empty if the prompt describes the whole picture
     */
    static FluxPipelineBuilder of(Model model, Operators ops, String prompt, Optional<Picture> input) {
        FluxPipelineBuilder builder =
                FluxPipeline.builder().model(model).operators(ops).prompt(prompt);
        input.ifPresent(builder::reference);
        return builder;
    }
}
