package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flux4j.io.SafeTensorsWriter;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.flux4j.picture.Resolution;
import org.flux4j.pipeline.Backend;
import org.flux4j.pipeline.MemoryForecast;
import org.flux4j.pipeline.Model;
import org.flux4j.pipeline.ModelCopy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectCommandTest {
    private static final Path TESTDATA = Path.of("..", "testdata");

    @Test
    void whatAWeightFileLacksIsNamed() {
        assertThat(CommandRun.of("inspect", TESTDATA.resolve("weights/t5-blocks-of-32.gguf"))
                        .out())
                .contains(
                        "\nto run    a model folder with it is needed; missing: FLUX transformer, FLUX autoencoder, CLIP"
                                + " text encoder, tokenizer/ and tokenizer_2/\n");
        assertThat(CommandRun.of("inspect", TESTDATA.resolve("weights/all-in-one-fp8.safetensors"))
                        .out())
                .contains("\nto run    a model folder with it is needed; missing: tokenizer/ and tokenizer_2/\n");
    }

    @Test
    void aWeightFileIsListedTensorByTensor(@TempDir Path folder) {
        Path file = folder.resolve("x.safetensors");
        SafeTensorsWriter.write(
                file,
                List.of(
                        StoredTensor.of("img_in.weight", Tensor.zeros(40, 30)),
                        StoredTensor.ofBytes("b\033[2J", Shape.of(7), new byte[7])),
                Map.of("format", "pt"));

        CommandRun run = CommandRun.of("inspect", file);
        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        file.toString(),
                        "layout    unknown",
                        "to run    it is no part of a model",
                        "metadata  format = pt",
                        "",
                        "img_in.weight  F32      [40, 30]                     4,800 bytes",
                        "b\\u001b[2J     U8       [7]                              7 bytes",
                        "",
                        "2 tensors, 1,207 parameters, F32 (1,200) and U8 (7), 4.8 kB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tiny-dev/transformer/diffusion_pytorch_model.safetensors.index.json | FLUX transformer, diffusers names",
                "tiny-dev/vae/diffusion_pytorch_model-00001-of-00003.safetensors | FLUX autoencoder, diffusers names",
                "tiny-official/flux1-tiny-dev.safetensors | FLUX transformer, official names",
                "tiny-official/ae.safetensors | FLUX autoencoder, official names",
                "tiny-dev/text_encoder/model.safetensors | CLIP text encoder",
                "tiny-dev/text_encoder_2/model.safetensors | T5 encoder",
                "weights/t5-blocks-of-32.gguf | T5 encoder, names of llama.cpp",
                "weights/transformer-blocks-of-256.gguf | FLUX transformer, official names",
                "weights/all-in-one-fp8.safetensors | FLUX transformer, names below model.diffusion_model; FLUX autoencoder,"
                        + " names below vae; CLIP text encoder, names below text_encoders.clip_l.transformer; T5 encoder,"
                        + " names below text_encoders.t5xxl.transformer",
            })
    void theLayoutIsRecognised(String file, String layout) {
        assertThat(CommandRun.of("inspect", TESTDATA.resolve(file)).out()).contains("layout    " + layout + "\n");
    }

    @Test
    void aModelFolderIsListedPartByPart() {
        CommandRun run = CommandRun.of("inspect", TESTDATA.resolve("tiny-schnell"));
        assertThat(run.status()).isZero();
        assertThat(run.out().lines())
                .contains(
                        "transformer     FLUX transformer, diffusers names:"
                                + " transformer/diffusion_pytorch_model.safetensors",
                        "                122 tensors, 177,388 parameters, F32, 709.6 kB",
                        "                hidden size 36, 3 heads of 12, 2 double-stream and 3 single-stream blocks,"
                                + " without guidance",
                        "                channels 8, 8, 16, 16 in 2 groups, 16 latent channels",
                        "                hidden size 32, 4 heads, 2 layers, 1500 tokens",
                        "                hidden size 48, 4 heads of 12, 2 layers, 1664 tokens",
                        "all weights     419 tensors, 467,287 parameters, F32, 1.9 MB",
                        "tokenizer       tokenizer.json",
                        "scheduler       not shifted");
    }

    @Test
    void tensorsThatAreNotUsedAreNoted(@TempDir Path temporary) throws IOException {
        ModelCopy model = ModelCopy.of("tiny-schnell", temporary);
        model.change(
                "text_encoder_2/model.safetensors",
                tensors -> tensors.put("extra", StoredTensor.of("", Tensor.zeros(1))));
        CommandRun run = CommandRun.of("inspect", model.folder());
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEqualTo("note: text_encoder_2: 1 tensor is not used: extra\n");
        assertThat(CommandRun.of("inspect", TESTDATA.resolve("tiny-schnell")).err())
                .isEmpty();
    }

    @Test
    void sizesOfOfficialFilesAreInferred() {
        assertThat(CommandRun.of("inspect", TESTDATA.resolve("tiny-official")).out())
                .contains(
                        "FLUX transformer, official names: flux1-tiny-dev.safetensors\n",
                        "hidden size 64, 2 heads of 32, 2 double-stream and 3 single-stream blocks, with guidance\n",
                        "scheduler       none: as for the official models\n");
    }

    @Test
    void theNeedOfMemoryFollowsTheSize() {
        Path model = TESTDATA.resolve("tiny-schnell");
        CommandRun run = CommandRun.of("inspect", model, "--width", 1000, "--height", 640, "--text-tokens", 100);
        assertThat(run.out().lines())
                .contains(
                        "size 1000 × 640 was rounded to 992 × 640: width and height are multiples of 16 pixels",
                        "Memory for an edit at 992 × 640 (reference 1248 × 832, 100 text tokens)")
                .anyMatch(line -> line.startsWith("reading the prompt"));
        int threads = Runtime.getRuntime().availableProcessors();
        List<MemoryForecast.Stage> edit = new MemoryForecast(
                        Model.open(model),
                        Backend.of("vector", threads).planner().orElseThrow())
                .stages(new Resolution(992, 640), List.of(new Resolution(1248, 832)), 100);
        assertThat(edit)
                .hasSize(4)
                .allSatisfy(stage -> assertThat(run.out())
                        .contains(String.format("%-24s%10s", stage.name(), Bytes.format(stage.bytes()))));
        long largest =
                edit.stream().mapToLong(MemoryForecast.Stage::bytes).max().orElseThrow();
        assertThat(run.out()).contains(String.format("%-24s%10s", "Java heap", Bytes.format(largest)));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(CommandRun.of("inspect", TESTDATA.resolve("none")))
                .isEqualTo(new CommandRun(
                        2, "", "flux: " + TESTDATA.resolve("none") + ": cannot be read: no such file or folder\n"));
        assertThat(CommandRun.of("inspect", TESTDATA.resolve("pictures")))
                .satisfies(run -> assertThat(run.err().lines()).hasSize(1))
                .satisfies(run -> assertThat(run.err()).contains("incomplete model folder, missing: transformer/"))
                .extracting(CommandRun::status)
                .isEqualTo(2);
    }

    /** The limits are those of {@code flux edit}. */
    @ParameterizedTest
    @CsvSource({
        "--width, 0, size 0 × 1024: expected at least 16 × 16 pixels",
        "--height, 16400, size 1024 × 16400: expected at most 16777216 pixels in all",
        "--text-tokens, 0, 'text tokens: expected at least 1, found 0'",
        "--text-tokens, 4097, 'text tokens: expected at most 4096, found 4097'"
    })
    void anEditThatCannotBeIsRefused(String option, int value, String message) {
        CommandRun run = CommandRun.of("inspect", TESTDATA.resolve("tiny-schnell"), option, value);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("flux: " + message + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "23802816640, 23.8 GB",
        "9223372036854775807, 9223372.0 TB"
    })
    void amountsAreRounded(long bytes, String text) {
        assertThat(Bytes.format(bytes)).isEqualTo(text);
    }
}
