package org.flux4j.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.PeftLora;
import org.flux4j.io.Update;
import org.flux4j.io.UpdatedWeights;
import org.flux4j.io.Weights;
import org.flux4j.model.FluxTransformer;
import org.flux4j.op.Operators;
import org.flux4j.op.Shape;
import org.flux4j.picture.Picture;
import org.flux4j.pipeline.Model;
import org.flux4j.train.Lesson;
import org.flux4j.train.Objective;
import org.flux4j.train.Parameters;

/** A low-rank update of each attention and each MLP of a transformer, whose own weights stay as they are. */
final class TrainedLora implements TrainedPart {
    private static final String WEIGHT = ".weight";
    private static final String DOWN = ".down.weight";
    private static final String UP = ".up.weight";

    private final ModelFolder folder;
    private final Model model;
    private final Parameters parameters;

    TrainedLora(ModelFolder folder, Model model, int rank) {
        this.folder = folder;
        this.model = model;
        Weights weights = folder.transformer();
        Map<String, Shape> shapes = new TreeMap<>();
        for (String name : weights.names()) {
            if (isUpdated(name)) {
                Shape matrix = weights.find(name).shape();
                String layer = name.substring(0, name.length() - WEIGHT.length());
                shapes.put(layer + DOWN, Shape.of(rank, matrix.dim(1)));
                shapes.put(layer + UP, Shape.of(matrix.dim(0), rank));
            }
        }
        parameters = Parameters.zeros(weights.source(), shapes);
    }

    /** The layers that PEFT updates when it trains FLUX.1: those of attention and MLPs, not the modulations. */
    private static boolean isUpdated(String name) {
        return name.contains("_blocks.") && name.endsWith(WEIGHT) && !name.contains("mod");
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Objective objective(TrainingExamples examples, TrainingOptions options) {
        return TrainedTransformer.objective(model, transformer(parameters), parameters, examples, options);
    }

    @Override
    public Function<Lesson, Picture> sampler(Parameters average, Operators ops) {
        return TrainedTransformer.sampler(model.withTransformer(transformer(average)), ops);
    }

    @Override
    public Path write(Path run, Parameters average, Operators ops) {
        Path file = run.resolve("lora.safetensors");
        PeftLora.write(file, updates(average), Map.of("format", "pt"));
        return file;
    }

    private FluxTransformer transformer(Parameters weights) {
        Map<String, List<Update>> lists = new LinkedHashMap<>();
        updates(weights).forEach((layer, update) -> lists.put(layer, List.of(update)));
        return new FluxTransformer(model.transformer().params(), new UpdatedWeights(folder.transformer(), lists));
    }

    private static Map<String, Update> updates(Parameters weights) {
        Map<String, Update> updates = new TreeMap<>();
        for (String name : weights.names()) {
            if (name.endsWith(DOWN)) {
                String layer = name.substring(0, name.length() - DOWN.length());
                updates.put(layer, Update.lowRank(weights.find(name), weights.find(layer + UP), 1));
            }
        }
        return updates;
    }
}
