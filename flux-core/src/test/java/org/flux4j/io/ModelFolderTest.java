package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
    @TempDir
    private Path path;

    @Test
    void aFolderOfDiffusersIsReadUnderOfficialNames() throws IOException {
        TestFolder.diffusers(path);
        ModelFolder folder = ModelFolder.open(path);

        assertThat(folder.transformer().names())
                .isEqualTo(Fixtures.open("transformer.official.safetensors")
                        .weights()
                        .names());
        assertThat(folder.vae().names())
                .containsExactlyInAnyOrderElementsOf(
                        Fixtures.open("vae.official.safetensors").weights().names());
        assertThat(folder.textEncoder().get("text_model.embeddings.token_embedding.weight", 5, 4))
                .isNotNull();
        assertThat(folder.textEncoder2().get("shared.weight", 5, 4)).isNotNull();
        assertThat(folder.config("transformer").orElseThrow().path("num_layers").asInt())
                .isEqualTo(2);
        assertThat(folder.config("scheduler").orElseThrow().path("shift").asDouble())
                .isEqualTo(3);
        assertThat(folder.tokenizer()).isEqualTo(path.resolve("tokenizer"));
        assertThat(folder.tokenizer2()).isEqualTo(path.resolve("tokenizer_2"));
        assertThat(folder.json("kontext_resolutions.json")).isEmpty();
    }

    @Test
    void officialFilesMayTakeThePlaceOfTwoParts() throws IOException {
        TestFolder.official(path);
        ModelFolder folder = ModelFolder.open(path);

        assertThat(folder.transformer().source())
                .isEqualTo(path.resolve("flux1-tiny.safetensors").toString());
        assertThat(folder.vae().source())
                .isEqualTo(path.resolve("ae.safetensors").toString());
        assertThat(folder.config("transformer")).isEmpty();
        assertThat(folder.config("scheduler")).isEmpty();
    }

    @Test
    void whereBothLieTheFolderOfDiffusersIsTaken() throws IOException {
        TestFolder.official(path);
        TestFolder.diffusers(path);
        assertThat(ModelFolder.open(path).transformer().source()).contains("diffusion_pytorch_model");

        Files.delete(path.resolve("transformer/diffusion_pytorch_model.safetensors"));
        assertThat(ModelFolder.open(path).transformer().source()).endsWith("flux1-tiny.safetensors");
    }

    @Test
    void shardsAreReadThroughTheirIndex() throws IOException {
        TestFolder folder = TestFolder.diffusers(path);
        folder.shard("transformer", "diffusion_pytorch_model");

        Weights sharded = ModelFolder.open(path).transformer();
        Weights official = Fixtures.open("transformer.official.safetensors").weights();
        assertThat(sharded.names()).containsExactlyInAnyOrderElementsOf(official.names());
        for (String name : official.names()) {
            assertThat(sharded.find(name).toFloats())
                    .as(name)
                    .containsExactly(official.find(name).toFloats());
        }
    }

    @Test
    void everyWeightFileIsOpenedOnce() throws IOException {
        TestFolder.diffusers(path);
        List<String> opened = new ArrayList<>();
        ModelFolder folder = ModelFolder.open(path, PartFiles.NONE, file -> {
            opened.add(path.relativize(file).toString());
            return SafeTensors.open(file);
        });
        for (int i = 0; i < 2; i++) {
            assertThat(List.of(folder.transformer(), folder.vae(), folder.textEncoder(), folder.textEncoder2()))
                    .noneMatch(weights -> weights.names().isEmpty());
            assertThat(folder.weightFiles()).hasSize(4);
        }
        assertThat(opened)
                .containsExactly(
                        "transformer/diffusion_pytorch_model.safetensors",
                        "vae/diffusion_pytorch_model.safetensors",
                        "text_encoder/model.safetensors",
                        "text_encoder_2/model.safetensors");
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() throws IOException {
        TestFolder folder = TestFolder.diffusers(path);
        folder.delete("transformer/config.json");
        folder.delete("vae/diffusion_pytorch_model.safetensors");
        folder.delete("text_encoder_2/model.safetensors");
        folder.delete("tokenizer/merges.txt");
        folder.delete("tokenizer_2/spiece.model");
        folder.delete("scheduler/scheduler_config.json");

        assertThatThrownBy(() -> ModelFolder.open(path))
                .isInstanceOf(BadInputException.class)
                .hasMessage(path + ": incomplete model folder, missing: transformer/config.json,"
                        + " vae/diffusion_pytorch_model.safetensors (or ae.safetensors),"
                        + " text_encoder_2/model.safetensors,"
                        + " tokenizer/tokenizer.json (or vocab.json and merges.txt),"
                        + " tokenizer_2/tokenizer.json (or spiece.model), scheduler/scheduler_config.json");
    }

    @Test
    void aBrokenPartIsFoundWhenTheFolderIsOpened() throws IOException {
        TestFolder folder = TestFolder.diffusers(path);
        folder.shard("transformer", "diffusion_pytorch_model");
        folder.delete("transformer/diffusion_pytorch_model-00002-of-00002.safetensors");
        assertRefused(
                "transformer/diffusion_pytorch_model.safetensors.index.json",
                "missing shard diffusion_pytorch_model-00002-of-00002.safetensors");

        TestFolder.diffusers(path).json("text_encoder/config.json", "[]");
        assertRefused("text_encoder/config.json", "expected a JSON object, found a list");

        TestFolder.diffusers(path);
        Fixtures.copy("transformer.official.safetensors", path.resolve("text_encoder/model.safetensors"));
        assertRefused(
                "text_encoder/model.safetensors",
                "not a CLIP text encoder: no tensor text_model.embeddings.token_embedding.weight");
    }

    @Test
    void twoOfficialTransformersAreOneTooMany() throws IOException {
        TestFolder.official(path);
        Fixtures.copy("transformer.official.safetensors", path.resolve("flux1-other.safetensors"));
        assertThatThrownBy(() -> ModelFolder.open(path))
                .isInstanceOf(BadInputException.class)
                .hasMessage(path + ": expected one flux1-*.safetensors, found 2: flux1-other.safetensors,"
                        + " flux1-tiny.safetensors");
    }

    @Test
    void otherPipelinesAreRefused() throws IOException {
        TestFolder.diffusers(path).json("model_index.json", "{\"_class_name\": \"StableDiffusionPipeline\"}");
        assertRefused("model_index.json", "_class_name: expected a Flux pipeline, found \"StableDiffusionPipeline\"");
    }

    @Test
    void whatIsNoFolderIsRefused() throws IOException {
        Path file = Files.createFile(path.resolve("x"));
        assertThatThrownBy(() -> ModelFolder.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": expected a model folder, found a file");
        assertThatThrownBy(() -> ModelFolder.open(path.resolve("y")))
                .isInstanceOf(BadInputException.class)
                .hasMessage(path.resolve("y") + ": expected a model folder, found nothing of that name");
    }

    private void assertRefused(String file, String what) {
        assertThatThrownBy(() -> ModelFolder.open(path))
                .isInstanceOf(BadInputException.class)
                .hasMessage(path.resolve(file) + ": " + what);
    }
}
