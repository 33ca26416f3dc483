package org.flux4j.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flux4j.op.Tensor;

/** A complete model folder, with the fixtures as transformer and autoencoder. */
public final class TestFolder {
    private final Path path;

    private TestFolder(Path path) {
        this.path = path;
    }

    public static TestFolder diffusers(Path path) throws IOException {
        TestFolder folder = new TestFolder(path);
        folder.common();
        folder.json("scheduler/scheduler_config.json", "{\"shift\": 3.0}");
        folder.json("transformer/config.json", "{\"num_layers\": 2}");
        folder.json("vae/config.json", "{\"latent_channels\": 2}");
        Fixtures.copy(
                "transformer.diffusers.safetensors", path.resolve("transformer/diffusion_pytorch_model.safetensors"));
        Fixtures.copy("vae.diffusers.safetensors", path.resolve("vae/diffusion_pytorch_model.safetensors"));
        return folder;
    }

    static TestFolder official(Path path) throws IOException {
        TestFolder folder = new TestFolder(path);
        folder.common();
        Fixtures.copy("transformer.official.safetensors", path.resolve("flux1-tiny.safetensors"));
        Fixtures.copy("vae.official.safetensors", path.resolve("ae.safetensors"));
        return folder;
    }

    Path path() {
        return path;
    }

    public void json(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void delete(String name) throws IOException {
        Files.delete(path.resolve(name));
    }

    /** Splits a checkpoint into two shards with an index. */
    void shard(String part, String stem) throws IOException {
        Path whole = path.resolve(part).resolve(stem + ".safetensors");
        List<StoredTensor> tensors =
                List.copyOf(SafeTensors.open(whole).tensors().values());
        List<List<StoredTensor>> shards = List.of(tensors.subList(0, 3), tensors.subList(3, tensors.size()));
        StringBuilder weightMap = new StringBuilder();
        for (int i = 0; i < 2; i++) {
            String name = stem + "-0000" + (i + 1) + "-of-00002.safetensors";
            SafeTensorsWriter.write(whole.resolveSibling(name), shards.get(i), Map.of("format", "pt"));
            for (StoredTensor tensor : shards.get(i)) {
                weightMap.append(weightMap.isEmpty() ? "" : ", ");
                weightMap.append("\"" + tensor.name() + "\": \"" + name + "\"");
            }
        }
        json(part + "/" + stem + ".safetensors.index.json", "{\"weight_map\": {" + weightMap + "}}");
        Files.delete(whole);
    }

    private void common() throws IOException {
        json("model_index.json", "{\"_class_name\": \"FluxKontextPipeline\"}");
        json("text_encoder/config.json", "{\"hidden_size\": 4}");
        json("text_encoder_2/config.json", "{\"d_model\": 4}");
        json("tokenizer/vocab.json", "{}");
        json("tokenizer/merges.txt", "");
        json("tokenizer_2/spiece.model", "");
        embedding("text_encoder", "embeddings.token_embedding.weight");
        embedding("text_encoder_2", "shared.weight");
    }

    private void embedding(String part, String name) {
        SafeTensorsWriter.write(
                path.resolve(part).resolve("model.safetensors"),
                List.of(StoredTensor.of(name, Tensor.zeros(5, 4))),
                Map.of());
    }
}
