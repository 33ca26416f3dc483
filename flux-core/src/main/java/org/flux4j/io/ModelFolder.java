package org.flux4j.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flux4j.BadInputException;

/**
 * A model in the folder layout of Hugging Face, every part of which is there:
 *
 * <pre>
 * model_index.json                      what it is; may be absent
 * transformer/                          config.json, diffusion_pytorch_model.safetensors
 * vae/                                  config.json, diffusion_pytorch_model.safetensors
 * text_encoder/                         CLIP: config.json, model.safetensors
 * text_encoder_2/                       T5: config.json, model.safetensors
 * tokenizer/                            CLIP: tokenizer.json, or vocab.json and merges.txt
 * tokenizer_2/                          T5: tokenizer.json, or spiece.model
 * scheduler/                            scheduler_config.json; may be absent beside an official transformer
 * kontext_resolutions.json              [[width, height], ...]: the sizes Kontext was trained on; may be absent
 * </pre>
 *
 * Weights may be sharded, with an index {@code *.safetensors.index.json}. In place of the weights in {@code transformer/}
 * and {@code vae/}, the official files {@code flux1-*.safetensors} and {@code ae.safetensors} may lie in the folder itself.
 */
public final class ModelFolder {
    private final Path path;
    private final Path transformer;
    private final Path vae;
    private final Path textEncoder;
    private final Path textEncoder2;

    private ModelFolder(Path path) {
        FolderParts parts = new FolderParts(path);
        this.path = path;
        this.transformer = parts.modelOrOfficial("transformer", "flux1-*.safetensors");
        this.vae = parts.modelOrOfficial("vae", "ae.safetensors");
        this.textEncoder = parts.textEncoder("text_encoder");
        this.textEncoder2 = parts.textEncoder("text_encoder_2");
        parts.tokenizer("tokenizer", List.of("vocab.json", "merges.txt"));
        parts.tokenizer("tokenizer_2", List.of("spiece.model"));
        if (transformer != null && !transformer.getParent().equals(path)) {
            parts.file("scheduler/scheduler_config.json");
        }
        parts.throwIfMissing();
    }

    /**
     * Opens a folder and looks into all of its parts.
     *
     * @throws BadInputException when parts are missing (all of them are named), or one cannot be read
     */
    public static ModelFolder open(Path path) {
        if (!Files.isDirectory(path)) {
            throw new BadInputException(path + ": expected a model folder, found "
                    + (Files.exists(path) ? "a file" : "nothing of that name"));
        }
        ModelFolder folder = new ModelFolder(path);
        folder.pipelineClass();
        folder.transformer();
        folder.vae();
        folder.textEncoder();
        folder.textEncoder2();
        for (String part : List.of("transformer", "vae", "text_encoder", "text_encoder_2", "scheduler")) {
            folder.config(part);
        }
        return folder;
    }

    public Path path() {
        return path;
    }

    /** Where the weights of each part are stored: in one file, or in shards that an index names. */
    public Map<String, Path> weightFiles() {
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("transformer", transformer);
        files.put("vae", vae);
        files.put("text_encoder", textEncoder);
        files.put("text_encoder_2", textEncoder2);
        return files;
    }

    /** The transformer under its official names. The files stay mapped as long as its weights are in use. */
    public Weights transformer() {
        return OfficialNames.transformer(SafeTensors.open(transformer).weights());
    }

    /** The autoencoder under its official names. */
    public Weights vae() {
        return OfficialNames.autoEncoder(SafeTensors.open(vae).weights());
    }

    /** The CLIP text encoder under its Hugging Face names, which begin with {@code text_model}. */
    public Weights textEncoder() {
        return OfficialNames.clip(SafeTensors.open(textEncoder).weights());
    }

    /** The T5 encoder under its Hugging Face names, its token embedding as {@code shared.weight}. */
    public Weights textEncoder2() {
        return OfficialNames.t5(SafeTensors.open(textEncoder2).weights());
    }

    /** The folder of CLIP's tokenizer. */
    public Path tokenizer() {
        return path.resolve("tokenizer");
    }

    /** The folder of T5's tokenizer. */
    public Path tokenizer2() {
        return path.resolve("tokenizer_2");
    }

    /**
     * The configuration of a part ({@code transformer}, {@code vae}, {@code text_encoder}, {@code text_encoder_2}, {@code
     * scheduler}), as Hugging Face writes it. Beside official files there may be none.
     */
    public Optional<JsonNode> config(String part) {
        Path file = path.resolve(part).resolve(part.equals("scheduler") ? "scheduler_config.json" : "config.json");
        return InputFile.exists(file) ? Optional.of(Json.readObject(file)) : Optional.empty();
    }

    /** A JSON file in the folder itself, if there is one of that name. */
    public Optional<JsonNode> json(String name) {
        Path file = path.resolve(name);
        return InputFile.exists(file) ? Optional.of(Json.read(file)) : Optional.empty();
    }

    /** Returns the class of diffusers that runs the model, as {@code model_index.json} names it; empty without that file. */
    public Optional<String> pipelineClass() {
        String file = "model_index.json";
        if (!InputFile.exists(path.resolve(file))) {
            return Optional.empty();
        }
        JsonNode pipeline = Json.readObject(path.resolve(file)).path("_class_name");
        if (!pipeline.asText().startsWith("Flux")) {
            throw new BadInputException(
                    path.resolve(file) + ": _class_name: expected a Flux pipeline, found " + Json.describe(pipeline));
        }
        return Optional.of(pipeline.textValue());
    }
}
