package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flux4j.BadInputException;
import org.flux4j.io.PartFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weight files in place of the parts of a model folder. Golden cases hold the pictures that are made with them. */
class PartFilesTest {
    private static final Path WEIGHTS = ModelCopy.TESTDATA.resolve("weights");

    @TempDir
    private Path temporary;

    @Test
    void aGgufInTheFolderTakesThePlaceOfItsPart() throws IOException {
        Path folder = ModelCopy.of("tiny-kontext", temporary).folder();
        Path transformer = folder.resolve("transformer/diffusion_pytorch_model.safetensors");
        Files.delete(transformer);
        Files.copy(WEIGHTS.resolve("transformer-blocks-of-32.gguf"), folder.resolve("transformer/any-Q8_0.gguf"));
        Model own = Model.open(folder);
        assertThat(own.transformer().params())
                .isEqualTo(Model.open(ModelCopy.TESTDATA.resolve("tiny-kontext"))
                        .transformer()
                        .params());

        Files.move(folder.resolve("transformer/any-Q8_0.gguf"), folder.resolve("any-Q8_0.gguf"));
        assertThat(Model.open(folder).notes()).isEmpty();
        Files.copy(folder.resolve("any-Q8_0.gguf"), folder.resolve("other.gguf"));
        assertThatThrownBy(() -> Model.open(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessage(folder + ": expected one file with a FLUX transformer, found 2: any-Q8_0.gguf, other.gguf");
    }

    @Test
    void oneFileMayHoldAllParts() throws IOException {
        Path folder = temporary.resolve("all");
        Path random = ModelCopy.TESTDATA.resolve("tiny-random");
        for (String name : new String[] {"tokenizer", "tokenizer_2"}) {
            Files.createDirectories(folder.resolve(name));
            Files.copy(
                    random.resolve(name).resolve("tokenizer.json"),
                    folder.resolve(name).resolve("tokenizer.json"));
        }
        Files.copy(WEIGHTS.resolve("all-in-one-fp8.safetensors"), folder.resolve("flux1-all.safetensors"));
        for (String part : new String[] {"text_encoder", "text_encoder_2", "vae", "transformer"}) {
            Files.createDirectories(folder.resolve(part));
            Files.copy(random.resolve(part + "/config.json"), folder.resolve(part + "/config.json"));
        }
        assertThat(Model.open(folder).notes()).isEmpty();
    }

    @Test
    void aVariantIsFoundAndTheUsualFilePreferred() throws IOException {
        ModelCopy copy = ModelCopy.of("tiny-random", temporary);
        Path t5 = copy.file("text_encoder_2/model.safetensors");
        Files.move(t5, t5.resolveSibling("model.fp16.safetensors"));
        assertThat(Model.open(copy.folder()).notes()).isEmpty();
        Files.writeString(t5, "no weights");
        assertThatThrownBy(() -> Model.open(copy.folder())).hasMessageStartingWith(t5 + ": ");
    }

    @Test
    void namedFilesNeedNotLieInTheFolder() {
        Path folder = ModelCopy.TESTDATA.resolve("tiny-kontext");
        Path larger = WEIGHTS.resolve("transformer-blocks-of-256.gguf");
        Model model = Model.open(folder, new PartFiles(larger, WEIGHTS.resolve("t5-blocks-of-32.gguf"), null));
        assertThat(model.transformer().params().hiddenSize()).isEqualTo(256);
        assertThat(model.transformer().params().axesDim()).containsExactly(4, 14, 14);
        assertThat(model.transformer().params().guidanceEmbed()).isFalse();

        assertThatThrownBy(() -> Model.open(folder, new PartFiles(WEIGHTS.resolve("t5-blocks-of-32.gguf"), null, null)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("t5-blocks-of-32.gguf: unknown layout");
    }
}
