package org.flux4j.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.flux4j.BadInputException;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.PartFiles;
import org.flux4j.op.Operators;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;
import org.flux4j.sampling.Noise;
import org.flux4j.sampling.Seed;

/** A builder of {@link FluxPipeline}s. Only the model and the prompt must be given. */
public final class FluxPipelineBuilder {
    private static final int SMALLEST_TILE = 32;

    Supplier<Model> model;
    boolean sharesModel;
    Loras loras = Loras.NONE;
    Settings settings = Settings.NONE;
    final List<Picture> references = new ArrayList<>();
    Resolution referenceSize;
    Backend backend;
    Operators operators;
    Listener listener = Listener.SILENT;
    Integer vaeTile;

    FluxPipelineBuilder() {}

    /** Sets the model folder, which {@link #build} opens. */
    public FluxPipelineBuilder model(Path folder) {
        return model(folder, PartFiles.NONE);
    }

    /** Sets the model folder, which {@link #build} opens, with other weight files in place of its own. */
    public FluxPipelineBuilder model(Path folder, PartFiles named) {
        model = () -> Model.open(ModelFolder.open(folder, named), loras);
        sharesModel = false;
        return this;
    }

    /**
     * Sets a model that is open already, with its LoRAs; any number of pipelines may share one, and the last few prompts it
     * has read.
     */
    public FluxPipelineBuilder model(Model opened) {
        model = () -> {
            if (!loras.files().isEmpty()) {
                throw new BadInputException("loras: expected none for a model that is open already, found "
                        + loras.files().size());
            }
            return opened;
        };
        sharesModel = true;
        return this;
    }

    /** Sets the LoRAs that are applied to the model of a folder; by default none. */
    public FluxPipelineBuilder loras(Loras all) {
        loras = all;
        return this;
    }

    /** Adds a LoRA that is applied to the model of a folder: 1 is the strength that it was trained for. */
    public FluxPipelineBuilder lora(Path file, float strength) {
        List<Loras.Use> files = new ArrayList<>(loras.files());
        files.add(new Loras.Use(file, strength));
        return loras(new Loras(files, loras.lenient()));
    }

    /** Sets all settings at once; those that are null are left to the model's defaults. */
    public FluxPipelineBuilder settings(Settings all) {
        settings = all;
        return this;
    }

    /** Sets what to draw or, with references, what to change. */
    public FluxPipelineBuilder prompt(String text) {
        return settings(settings.withPrompt(text));
    }

    /** Adds a picture to refer to, for Kontext models. */
    public FluxPipelineBuilder reference(Picture picture) {
        references.add(picture);
        return this;
    }

    /** Sets the size that all references are resized to; by default, each gets the preferred size nearest to its shape. */
    public FluxPipelineBuilder referenceSize(Resolution pixels) {
        referenceSize = pixels;
        return this;
    }

    /** Sets the seed of the noise; by default 0. */
    public FluxPipelineBuilder seed(long value) {
        return settings(settings.withSeed(new Seed(value)));
    }

    /** Sets the number of steps of the Euler loop; by default 28, or 4 for a model without guidance (schnell). */
    public FluxPipelineBuilder steps(int count) {
        return settings(settings.withSteps(count));
    }

    /** Sets the strength of guidance; by default 3.5, with references 2.5. A model without guidance does not use it. */
    public FluxPipelineBuilder guidance(float strength) {
        return settings(settings.withGuidance(strength));
    }

    /** Sets the size of the picture; by default that of the first reference; without one, 1024 × 1024. */
    public FluxPipelineBuilder size(Resolution pixels) {
        return settings(settings.withWidth(pixels.width()).withHeight(pixels.height()));
    }

    /** Sets the type that noise is drawn in; by default {@link Noise#F32}. */
    public FluxPipelineBuilder noise(Noise type) {
        return settings(settings.withNoise(type));
    }

    /** Sets the number of tokens that T5 sees; by default 512, or 256 for a model without guidance. */
    public FluxPipelineBuilder textTokens(int count) {
        return settings(settings.withTextTokens(count));
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

    /**
     * Sets the height and width of the tiles that the picture is decoded in, 0 for none; by default, there are none unless
     * memory is short.
     *
     * @throws BadInputException if tiles are too small
     */
    public FluxPipelineBuilder vaeTile(Integer pixels) {
        if (pixels != null && pixels != 0 && pixels < SMALLEST_TILE) {
            throw new BadInputException("vae tile: expected 0 or at least " + SMALLEST_TILE + ", found " + pixels);
        }
        vaeTile = pixels;
        return this;
    }

    /** Sets the listener to the progress of runs. */
    public FluxPipelineBuilder listener(Listener progress) {
        listener = progress;
        return this;
    }

    /**
     * Opens the model and checks everything that can be checked before computing.
     *
     * @throws BadInputException if something is missing or does not fit
     */
    public FluxPipeline build() {
        if (model == null || settings.prompt() == null) {
            throw new BadInputException((model == null ? "model" : "prompt") + ": expected one, found none");
        }
        return new FluxPipeline(this);
    }
}
