package org.flux4j.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.op.DType;
import org.flux4j.op.Operators;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;

/** Collects what a {@link FluxPipeline} is to do. Only the model and the prompt must be given. */
public final class FluxPipelineBuilder {
    Path model;
    String prompt;
    final List<Picture> references = new ArrayList<>();
    Resolution referenceSize;
    long seed;
    Integer steps;
    Float guidance;
    Resolution size;
    DType noise = DType.F32;
    Integer textTokens;
    Backend backend;
    Operators operators;
    Listener listener = Listener.SILENT;

    FluxPipelineBuilder() {}

    /** The model folder. */
    public FluxPipelineBuilder model(Path folder) {
        model = folder;
        return this;
    }

    /** What to draw, or with references, what to change. */
    public FluxPipelineBuilder prompt(String text) {
        prompt = text;
        return this;
    }

    /** A picture to start from, for Kontext models; call again for several. */
    public FluxPipelineBuilder reference(Picture picture) {
        references.add(picture);
        return this;
    }

    /** The size that references are resized to; by default, for each, that of the preferred ones nearest to its shape. */
    public FluxPipelineBuilder referenceSize(Resolution pixels) {
        referenceSize = pixels;
        return this;
    }

    /** The seed of the noise; 0 by default. */
    public FluxPipelineBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** The steps of the Euler loop; by default 28, or 4 for a model without guidance (schnell). */
    public FluxPipelineBuilder steps(int value) {
        steps = value;
        return this;
    }

    /** The strength of guidance; by default 3.5, with references 2.5. A model without guidance does not use it. */
    public FluxPipelineBuilder guidance(float value) {
        guidance = value;
        return this;
    }

    /** The size of the picture to make; by default that of the first reference; without one, 1024 × 1024. */
    public FluxPipelineBuilder size(Resolution pixels) {
        size = pixels;
        return this;
    }

    /** The type noise is drawn in: F32 by default; BF16 is what the official code does. */
    public FluxPipelineBuilder noise(DType type) {
        noise = type;
        return this;
    }

    /** The number of tokens that T5 sees; by default 512, or 256 for a model without guidance. */
    public FluxPipelineBuilder textTokens(int value) {
        textTokens = value;
        return this;
    }

    /** Sets the backend, which is opened for every run; by default the {@linkplain Backend#preferred preferred} one. */
    public FluxPipelineBuilder backend(Backend selected) {
        backend = selected;
        return this;
    }

    /** Sets operators that are open already, in place of a backend; they are not closed. */
    public FluxPipelineBuilder operators(Operators ops) {
        operators = ops;
        return this;
    }

    /** Who hears how far the run has come. */
    public FluxPipelineBuilder listener(Listener hearer) {
        listener = hearer;
        return this;
    }

    /**
     * Opens the model and checks everything that can be checked before computing.
     *
     * @throws BadInputException when something is missing or does not fit
     */
    public FluxPipeline build() {
        if (model == null || prompt == null) {
            throw new BadInputException((model == null ? "model" : "prompt") + ": expected one, found none");
        }
        return new FluxPipeline(this);
    }
}
