package org.flux4j.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.WholeFile;
import org.flux4j.model.AutoEncoder;
import org.flux4j.op.Operators;
import org.flux4j.picture.Picture;
import org.flux4j.pipeline.Model;
import org.flux4j.train.AutoEncoderObjective;
import org.flux4j.train.LatentScale;
import org.flux4j.train.Lesson;
import org.flux4j.train.Objective;
import org.flux4j.train.Parameters;

/**
 * All weights of the autoencoder. A new one makes other latents than the old one, of another scale; so the scale is measured
 * and written beside its weights, and the transformer has to be trained again.
 */
final class TrainedAutoEncoder implements TrainedPart {
    private static final int MEASURED = 256;

    private final ModelFolder folder;
    private final TrainedFolder result;
    private final Model model;
    private final Parameters parameters;
    private final TrainingExamples examples;

    TrainedAutoEncoder(ModelFolder folder, Model model, TrainingExamples examples) {
        this.folder = folder;
        result = TrainedFolder.of(folder, "vae");
        this.model = model;
        this.examples = examples;
        parameters = Parameters.copyOf(folder.vae());
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Objective objective(TrainingExamples unused, TrainingOptions options) {
        return new AutoEncoderObjective(
                model.autoEncoder().params(),
                parameters,
                examples::picture,
                options.batch(),
                options.seed(),
                Math.ceilDiv(options.steps(), 5));
    }

    @Override
    public Function<Lesson, Picture> sampler(Parameters average, Operators ops) {
        Model changed = model.withAutoEncoder(autoEncoder(average));
        return lesson -> changed.reconstruct(ops, lesson.target());
    }

    @Override
    public Path write(Path run, Parameters average, Operators ops) {
        Path copy = result.write(run, folder.vae(), average);
        LatentScale scale = LatentScale.measure(
                ops, autoEncoder(average), LongStream.range(0, MEASURED).mapToObj(examples::picture));
        folder.config("vae").ifPresent(config -> {
            ObjectNode changed = config.deepCopy();
            changed.put("scaling_factor", scale.scale());
            changed.put("shift_factor", scale.shift());
            byte[] json = changed.toPrettyString().getBytes(StandardCharsets.UTF_8);
            WholeFile.write(copy.resolve("vae").resolve("config.json"), out -> out.write(json));
        });
        return copy;
    }

    private AutoEncoder autoEncoder(Parameters weights) {
        return new AutoEncoder(model.autoEncoder().params(), weights);
    }
}
