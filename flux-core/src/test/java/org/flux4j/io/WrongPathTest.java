package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that users give in place of a model folder, and what they are told. */
class WrongPathTest {
    private static final String CACHE = "a folder of the Hugging Face cache: ";
    private static final String PARTS =
            ": a model folder has transformer/, vae/, text_encoder/, text_encoder_2/," + " tokenizer/ and tokenizer_2/";

    @TempDir
    private Path temporary;

    private Path hub;
    private Path repository;
    private Path snapshot;

    @BeforeEach
    void cache() throws IOException {
        temporary = temporary.toRealPath();
        hub = temporary.resolve("huggingface/hub");
        repository = hub.resolve("models--org--FLUX.1-dev");
        snapshot = repository.resolve("snapshots/8f5e2c");
        TestFolder.diffusers(snapshot);
        Files.createDirectories(repository.resolve("blobs"));
        Files.createDirectories(repository.resolve("refs"));
        Files.createDirectories(repository.resolve(".no_exist"));
        Files.writeString(repository.resolve("blobs/4d7a21"), "{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "huggingface",
                "huggingface/hub",
                "huggingface/hub/models--org--FLUX.1-dev",
                "huggingface/hub/models--org--FLUX.1-dev/snapshots",
                "huggingface/hub/models--org--FLUX.1-dev/blobs",
                "huggingface/hub/models--org--FLUX.1-dev/refs",
                "huggingface/hub/models--org--FLUX.1-dev/.no_exist"
            })
    void aCacheHasTheModelInItsSnapshot(String name) {
        assertFound(temporary.resolve(name), CACHE + "name " + snapshot + " instead");
        assertThat(ModelFolder.open(snapshot).transformer()).isNotNull();
    }

    @Test
    void ofSeveralSnapshotsTheOneOfTheMainBranchIsNamed() throws IOException {
        Path other = repository.resolve("snapshots/1a2b3c");
        TestFolder.diffusers(other);
        assertFound(repository, CACHE + "name one of " + other + ", " + snapshot + " instead");
        Files.writeString(repository.resolve("refs/main"), "8f5e2c\n");
        assertFound(repository, CACHE + "name " + snapshot + " instead");
        Files.writeString(repository.resolve("refs/main"), "999999");
        assertFound(repository, CACHE + "name one of " + other + ", " + snapshot + " instead");
        Files.writeString(repository.resolve("refs/main"), "\0");
        assertFound(repository, CACHE + "name one of " + other + ", " + snapshot + " instead");
    }

    @Test
    void ofSeveralModelsInACacheOneIsToBeNamed() throws IOException {
        Path t5 = hub.resolve("models--google--t5/snapshots/77");
        Path schnell = hub.resolve("models--org--schnell/snapshots/99");
        Files.createDirectories(t5);
        TestFolder.diffusers(schnell);
        assertFound(hub, CACHE + "name one of " + snapshot + ", " + schnell + " instead");
    }

    @Test
    void aCacheMayHoldNoModelYet() throws IOException {
        Path empty = Files.createDirectories(hub.resolve("models--org--new/snapshots"))
                .getParent();
        assertFound(empty, "a folder of the Hugging Face cache that holds no model");
        Files.createDirectories(empty.resolve("snapshots/1234"));
        assertFound(empty, "a folder of the Hugging Face cache that holds no model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transformer",
                "vae",
                "text_encoder",
                "tokenizer_2",
                "scheduler",
                "model_index.json",
                "transformer/config.json",
                "transformer/diffusion_pytorch_model.safetensors"
            })
    void whatLiesInAModelFolder(String name) throws IOException {
        Path model = temporary.resolve("model");
        TestFolder.diffusers(model);
        Path path = model.resolve(name);
        String what = Files.isDirectory(path) ? "a part of one" : "a file of one";
        assertFound(path, what + ": name " + model + " instead");
        Path working = Path.of("").toAbsolutePath();
        assertFound(working.relativize(path), what + ": name " + model + " instead");
    }

    @Test
    void aFolderOfModelFolders() throws IOException {
        Path folder = temporary.resolve("models");
        TestFolder.diffusers(folder.resolve("dev"));
        Files.createDirectories(folder.resolve("other"));
        assertFound(folder, "a folder that holds one: name " + folder.resolve("dev") + " instead");
        for (String name : List.of("a", "b", "c")) {
            TestFolder.official(folder.resolve(name));
        }
        assertFound(
                folder,
                "a folder that holds one: name one of " + folder.resolve("a") + ", " + folder.resolve("b") + ", "
                        + folder.resolve("c") + " and 1 more instead");
    }

    @Test
    void aPartAlone() throws IOException {
        Path model = temporary.resolve("model");
        TestFolder.diffusers(model).shard("transformer", "diffusion_pytorch_model");
        Path alone = temporary.resolve("alone");
        Files.move(model.resolve("transformer"), alone);
        assertFound(alone, "one part of a model (FLUX transformer, diffusers names)" + PARTS);
        Path vae = Files.move(model.resolve("vae"), temporary.resolve("vae"));
        assertFound(vae, "one part of a model (FLUX autoencoder, diffusers names)" + PARTS);
        Path t5 = Files.move(model.resolve("text_encoder_2/model.safetensors"), temporary.resolve("t5.safetensors"));
        assertFound(t5, "one part of a model (T5 encoder)" + PARTS);
        Path file = temporary.resolve("dev.safetensors");
        Fixtures.copy("transformer.official.safetensors", file);
        assertFound(file, "one part of a model (FLUX transformer, official names)" + PARTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transformer.x.lora_A.weight",
                "lora_unet_double_blocks_0_img_attn_proj.lora_down.weight",
                "double_blocks.0.processor.qkv_lora1.down.weight",
                "lycoris_x.lokr_w1",
                "lycoris_x.hada_w1_a"
            })
    void aLora(String tensor) {
        Path folder = temporary.resolve("style");
        assertThat(folder.toFile().mkdir()).isTrue();
        Path file = folder.resolve("style.safetensors");
        SafeTensorsWriter.write(file, List.of(StoredTensor.of(tensor, Tensor.zeros(1))), Map.of());
        assertFound(folder, "a LoRA, which is not supported yet");
        assertFound(file, "a LoRA, which is not supported yet");
    }

    @Test
    void otherFiles() throws IOException {
        assertFound(Files.writeString(temporary.resolve("x.txt"), "x"), "a file");
        assertFound(Files.writeString(temporary.resolve("x.safetensors"), "x"), "a file");
        assertFound(Files.writeString(temporary.resolve("x.gguf"), "GGUF"), "a file");
    }

    @Test
    void nothing() throws IOException {
        assertFound(temporary.resolve("none"), "nothing of that name");
        assertFound(
                Path.of("black-forest-labs", "FLUX.1-dev"),
                "nothing of that name: models are read from the local disk, so it must be downloaded first");
        Path link = Files.createSymbolicLink(temporary.resolve("link"), Path.of("gone"));
        assertFound(link, "a link to gone, which does not exist");
        Path loop = Files.createSymbolicLink(temporary.resolve("loop"), Path.of("loop"));
        assertFound(loop, "nothing that can be read");
    }

    @Test
    void whatIsOnlyIncompleteIsToldWhatIsMissing() throws IOException {
        Path empty = Files.createDirectories(temporary.resolve("empty"));
        assertThatThrownBy(() -> ModelFolder.open(empty))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(empty + ": incomplete model folder, missing: transformer/");
        Fixtures.copy("transformer.official.safetensors", empty.resolve("flux1-dev.safetensors"));
        assertThatThrownBy(() -> ModelFolder.open(empty))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(empty + ": incomplete model folder, missing: vae/");
    }

    private static void assertFound(Path path, String found) {
        assertThatThrownBy(() -> ModelFolder.open(path))
                .isInstanceOf(BadInputException.class)
                .hasMessage(path + ": expected a model folder, found " + found);
    }
}
