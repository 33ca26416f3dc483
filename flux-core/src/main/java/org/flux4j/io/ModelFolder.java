package org.flux4j.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flux4j.BadInputException;

/**
 * A complete model in the folder layout of Hugging Face:
 *
 * <pre>
 * model_index.json                      what it is; optional
 * transformer/                          config.json, diffusion_pytorch_model.safetensors
 * vae/                                  config.json, diffusion_pytorch_model.safetensors
 * text_encoder/                         CLIP: config.json, model.safetensors
 * text_encoder_2/                       T5: config.json, model.safetensors
 * tokenizer/                            CLIP: tokenizer.json, or vocab.json and merges.txt
 * tokenizer_2/                          T5: tokenizer.json, or spiece.model
 * scheduler/                            scheduler_config.json; optional beside an official transformer
 * kontext_resolutions.json              [[width, height], ...]: the sizes that Kontext was trained on; optional
 * </pre>
 *
 * <p>Weights may be sharded, with an index {@code *.safetensors.index.json}, a variant {@code *.fp16.safetensors}, or a single
 * file of any name, GGUF included. In place of the weights in {@code transformer/} and {@code vae/}, the folder itself may hold
 * the official files {@code flux1-*.safetensors} and {@code ae.safetensors}; in place of any part's, it may hold a file whose
 * tensors are those of the part, or of several parts with a prefix for each. Other files may be {@linkplain PartFiles named}.
 *
 * <p>Every weight file and every configuration is opened once, when the folder is; weights stay mapped as long as they, or
 * the folder, are in use.
 */
public final class ModelFolder {
    private static final String SCHEDULER = "scheduler";

    /** The weights of a part as they are stored, and under their official names. */
    private record Part(WeightFile stored, TrackedWeights tracked, Weights official) {}

    private final Path path;
    private final String pipelineClass; // null if the folder does not say
    private final PartFiles named;
    private final Map<Path, WeightFile> opened = new TreeMap<>();
    private final Map<ModelPart, Part> parts = new EnumMap<>(ModelPart.class);
    private final Map<String, JsonNode> configs = new HashMap<>();

    private ModelFolder(Path path, PartFiles named, Function<Path, WeightFile> opener) {
        this.path = path;
        this.named = named;
        Function<Path, WeightFile> once = file -> opened.computeIfAbsent(file, opener);
        FolderParts files = new FolderParts(path, once);
        Map<ModelPart, Path> found = new EnumMap<>(ModelPart.class);
        for (ModelPart part : ModelPart.values()) {
            Path file = named.of(part);
            found.put(part, file != null ? file : find(files, part));
        }
        files.tokenizer("tokenizer", List.of("vocab.json", "merges.txt"));
        files.tokenizer("tokenizer_2", List.of("spiece.model"));
        Path transformer = found.get(ModelPart.TRANSFORMER);
        if (transformer != null && transformer.startsWith(path.resolve(ModelPart.TRANSFORMER.folder()))) {
            files.file("scheduler/scheduler_config.json");
        }
        files.throwIfMissing();
        pipelineClass = readPipelineClass();
        found.forEach((part, file) -> {
            WeightFile stored = part.of(once.apply(file));
            TrackedWeights tracked = new TrackedWeights(stored.weights());
            parts.put(part, new Part(stored, tracked, part.official(tracked)));
        });
        readConfig(SCHEDULER, "scheduler_config.json");
        for (ModelPart part : ModelPart.values()) {
            readConfig(part.folder(), "config.json");
        }
    }

    private static Path find(FolderParts files, ModelPart part) {
        return switch (part) {
            case TRANSFORMER -> files.weights(part, "diffusion_pytorch_model.safetensors", "flux1-*.safetensors");
            case VAE -> files.weights(part, "diffusion_pytorch_model.safetensors", "ae.safetensors");
            case TEXT_ENCODER, TEXT_ENCODER_2 -> files.weights(part, "model.safetensors", "");
        };
    }

    private void readConfig(String part, String name) {
        Path file = path.resolve(part).resolve(name);
        if (InputFile.exists(file)) {
            configs.put(part, Json.readObject(file));
        }
    }

    /**
     * Opens a folder and checks all of its parts.
     *
     * @throws BadInputException if parts are missing (all of them are named), or one cannot be read
     */
    public static ModelFolder open(Path path) {
        return open(path, PartFiles.NONE);
    }

    /**
     * Opens a folder with other weight files in place of its own.
     *
     * @throws BadInputException if parts are missing (all of them are named), or one cannot be read
     */
    public static ModelFolder open(Path path, PartFiles named) {
        return open(path, named, WeightFile::open);
    }

    /** Opens a folder, and its weight files with the given function. */
    static ModelFolder open(Path path, PartFiles named, Function<Path, WeightFile> opener) {
        WrongPath.check(path);
        return new ModelFolder(path, named, opener);
    }

    /** Returns the folder's path as it was given. */
    public Path path() {
        return path;
    }

    /** Returns the weights of each part as they are stored: in a file, or in shards that an index names. */
    public Map<String, WeightFile> weightFiles() {
        Map<String, WeightFile> files = new LinkedHashMap<>();
        parts.forEach((part, weights) -> files.put(part.folder(), weights.stored));
        return Collections.unmodifiableMap(files);
    }

    /** Returns the weights of the transformer under their official names. */
    public Weights transformer() {
        return parts.get(ModelPart.TRANSFORMER).official;
    }

    /** Returns the weights of the autoencoder under their official names. */
    public Weights vae() {
        return parts.get(ModelPart.VAE).official;
    }

    /** Returns the weights of the CLIP text encoder under their Hugging Face names, which begin with {@code text_model}. */
    public Weights textEncoder() {
        return parts.get(ModelPart.TEXT_ENCODER).official;
    }

    /** Returns the weights of the T5 encoder under their Hugging Face names, with the token embedding as {@code shared.weight}. */
    public Weights textEncoder2() {
        return parts.get(ModelPart.TEXT_ENCODER_2).official;
    }

    /** Returns whether a file is named in place of the folder's own transformer. */
    public boolean hasOtherTransformer() {
        return named.transformer() != null;
    }

    /** Returns the folder of CLIP's tokenizer. */
    public Path tokenizer() {
        return path.resolve("tokenizer");
    }

    /** Returns the folder of T5's tokenizer. */
    public Path tokenizer2() {
        return path.resolve("tokenizer_2");
    }

    /**
     * Returns the configuration of a part ({@code transformer}, {@code vae}, {@code text_encoder}, {@code text_encoder_2} or
     * {@code scheduler}), as Hugging Face writes it; empty if there is none, as beside official files.
     */
    public Optional<JsonNode> config(String part) {
        return Optional.ofNullable(configs.get(part));
    }

    /**
     * Returns the content of a JSON file in the folder itself; empty if there is no file of that name.
     *
     * @throws BadInputException if it cannot be read
     */
    public Optional<JsonNode> json(String name) {
        Path file = path.resolve(name);
        return InputFile.exists(file) ? Optional.of(Json.read(file)) : Optional.empty();
    }

    /** Returns the class of diffusers that runs the model, if {@code model_index.json} names it. */
    public Optional<String> pipelineClass() {
        return Optional.ofNullable(pipelineClass);
    }

    /**
     * Returns a line for every part with tensors that have not been found so far: those that are not used, once all modules
     * have their weights. Tensors that are known to be redundant do not count.
     */
    public List<String> notes() {
        return Stream.concat(
                        parts.entrySet().stream()
                                .flatMap(part ->
                                        UnusedTensors.note(
                                                part.getKey().folder(),
                                                part.getValue().tracked.unused())
                                                .stream()),
                        opened.values().stream()
                                .flatMap(file ->
                                        UnusedTensors.note(
                                                file.source(),
                                                ModelPart.strangers(
                                                        file.tensors().keySet()))
                                                .stream()))
                .toList();
    }

    private String readPipelineClass() {
        Path file = path.resolve("model_index.json");
        if (!InputFile.exists(file)) {
            return null;
        }
        JsonNode name = Json.readObject(file).path("_class_name");
        if (!name.asText("Flux").startsWith("Flux")) {
            throw new BadInputException(file + ": _class_name: expected a Flux pipeline, found " + Json.describe(name));
        }
        return name.textValue();
    }
}
