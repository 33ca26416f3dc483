package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.flux4j.io.Json;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Shape;
import org.flux4j.parity.CaseBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code flux parity} on files that do not keep to the format, each damaged in one place. */
class UnreadableCasesTest {
    @TempDir
    private Path folder;

    private CommandRun parity(CaseBuilder golden) {
        return CommandRun.parity(golden.write(folder.resolve("one.safetensors")));
    }

    private void assertUnreadable(CaseBuilder golden, String words) {
        CommandRun run = parity(golden);
        assertUnreadable(run, "one.safetensors: " + words);
    }

    private void assertUnreadable(CommandRun run, String words) {
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("flux: ").contains(words);
        assertThat(run.out()).endsWith("result\n0 passed, 0 failed, 0 skipped\n");
        assertThat(run.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"format", "op", "attrs", "atol", "rtol", "source"})
    void aMissingEntry(String key) {
        assertUnreadable(CaseBuilder.linear().metadata(key, null), "metadata: no " + key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format | flux-golden/2 | metadata: format: expected flux-golden/1, found flux-golden/2",
                "op     | linaer        | metadata: op: there is no operator linaer",
                "attrs  | {\"eps\":     | metadata: attrs: not valid JSON",
                "attrs  | [1]           | metadata: attrs: expected a JSON object, found [1]",
                "atol   | NaN           | metadata: atol: expected a decimal number from 0, found NaN",
                "atol   | -1            | metadata: atol: expected a decimal number from 0, found -1",
                "rtol   | 1e999         | metadata: rtol: expected a decimal number from 0, found 1e999",
                "rtol   | 0x10          | metadata: rtol: expected a decimal number from 0, found 0x10",
                "attrs  | {\"backward\": 1} | attrs: backward: expected true or false, found 1",
            })
    void aWrongEntry(String key, String value, String words) {
        assertUnreadable(CaseBuilder.linear().metadata(key, value), words);
    }

    @Test
    void noExpectedOutput() {
        assertUnreadable(CaseBuilder.linear().without("out.y"), "no expected output: no tensor out.NAME");
    }

    @Test
    void aMissingInput() {
        assertUnreadable(CaseBuilder.linear().without("in.x"), "no tensor in.x");
    }

    @Test
    void aMissingWeight() {
        assertUnreadable(CaseBuilder.linear().without("w.weight"), "no tensor w.weight");
    }

    @Test
    void aMissingWeightOfAModule() {
        assertUnreadable(
                CaseBuilder.op("mlp_embedder")
                        .tensor("in.x", Shape.of(1), 1)
                        .tensor("w.in_layer.weight", Shape.of(1, 1), 1)
                        .tensor("w.in_layer.bias", Shape.of(1), 1)
                        .tensor("w.out_layer.weight", Shape.of(1, 1), 1)
                        .tensor("out.y", Shape.of(1), 1),
                "no tensor w.out_layer.bias");
    }

    @Test
    void aMissingAttribute() {
        assertUnreadable(
                CaseBuilder.op("upsample_nearest")
                        .tensor("in.x", Shape.of(1, 1, 1), 1)
                        .tensor("out.y", Shape.of(1, 1, 1), 1),
                "attrs: no factor");
    }

    @Test
    void anAttributeOfAnotherKind() {
        assertUnreadable(
                CaseBuilder.op("upsample_nearest")
                        .metadata("attrs", "{\"factor\": 1.5}")
                        .tensor("in.x", Shape.of(1, 1, 1), 1)
                        .tensor("out.y", Shape.of(1, 1, 1), 1),
                "attrs: factor: expected a whole number, found 1.5");
    }

    @Test
    void anInputWithOtherAxes() {
        assertUnreadable(
                CaseBuilder.linear().tensor("in.x", Shape.of(3), 1, -2, 3),
                "tensor in.x: expected shape [L, K], found [3]");
    }

    @Test
    void anInputOfAnotherType() {
        assertUnreadable(
                CaseBuilder.op("t5_encoder")
                        .metadata("attrs", """
                                {"vocab_size": 1, "d_model": 1, "d_kv": 1, "d_ff": 1, "num_layers": 0, "num_heads": 1,
                                 "relative_attention_num_buckets": 4, "layer_norm_epsilon": 1e-6,
                                 "feed_forward_proj": "gated-gelu"}""")
                        .tensor("in.input_ids", Shape.of(1), 0)
                        .tensor("w.shared.weight", Shape.of(1, 1), 0)
                        .tensor(
                                "w.encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight",
                                Shape.of(4, 1),
                                0,
                                0,
                                0,
                                0)
                        .tensor("w.encoder.final_layer_norm.weight", Shape.of(1), 1)
                        .tensor("out.last_hidden_state", Shape.of(1, 1), 0),
                "tensor in.input_ids: expected type I64, found F32");
    }

    @Test
    void aTensorWithoutARole() {
        assertUnreadable(
                CaseBuilder.linear().tensor(StoredTensor.ofLongs("y", Shape.of(1), 1)),
                "tensor y: expected a name in.NAME, w.NAME or out.NAME");
    }

    @Test
    void anEmptyFile() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.safetensors"));
        assertUnreadable(CommandRun.parity(file), "empty.safetensors: not a safetensors file");
    }

    @Test
    void aTruncatedFile() throws IOException {
        Path file = CaseBuilder.linear().write(folder.resolve("short.safetensors"));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertUnreadable(CommandRun.parity(file), "short.safetensors: tensor ");
    }

    @Test
    void aTruncatedArchive() throws IOException {
        CaseBuilder.linear().write(folder.resolve("x.safetensors"));
        Path archive = folder.resolve("group.tar.gz");
        CommandRun.of("pack", folder, archive);
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
        assertUnreadable(CommandRun.parity(archive), "group.tar.gz: cannot be read: ");
    }

    @Test
    void noSuchPath() {
        assertUnreadable(CommandRun.parity(folder.resolve("nowhere")), "nowhere: no such file or folder");
    }

    @Test
    void noCaseAtAll() throws IOException {
        assertUnreadable(CommandRun.parity(folder), folder + ": no golden cases in it");
        Path file = Files.writeString(folder.resolve("notes.txt"), "no case");
        assertUnreadable(CommandRun.parity(file), "notes.txt: expected a folder, or a file that ends in .safetensors");
    }

    @Test
    void theOthersStillRun() throws IOException {
        Files.createFile(folder.resolve("a.safetensors"));
        CaseBuilder.linear().write(folder.resolve("b.safetensors"));
        CaseBuilder.linear().tensor("out.y", Shape.of(1, 2), 0, 0).write(folder.resolve("c.safetensors"));
        CommandRun run = CommandRun.parity(folder);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("a.safetensors: not a safetensors file");
        assertThat(run.out()).endsWith("\n1 passed, 1 failed, 0 skipped\n");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void jsonListsThem() throws IOException {
        Path file = Files.createFile(folder.resolve("empty.safetensors"));
        CommandRun run = CommandRun.parity("--json", file);
        assertThat(run.status()).isEqualTo(2);
        assertThat(Json.parse("output", run.out()).at("/unreadable/0").textValue())
                .contains("empty.safetensors");
    }
}
