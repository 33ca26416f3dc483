package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.flux4j.io.Json;
import org.flux4j.io.StoredTensor;
import org.flux4j.op.Shape;
import org.flux4j.parity.CaseBuilder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code flux parity} on cases that are sound, and on cases each damaged in one place. */
class ParityCommandTest {
    @TempDir
    private Path folder;

    private CommandRun parity(CaseBuilder golden) {
        return parity(golden.write(folder.resolve("one.safetensors")));
    }

    private static CommandRun parity(Object... arguments) {
        Object[] words = new Object[arguments.length + 1];
        words[0] = "parity";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return CommandRun.of(words);
    }

    @Nested
    class Sound {
        @Test
        void aRowAndTheCounts() {
            CommandRun run = parity(CaseBuilder.linear());
            assertThat(run.status()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out().lines().toList()).hasSize(3);
            assertThat(run.out().lines().toList().get(1))
                    .matches("one +linear +y +\\[1, 2] +0 +0 +0 +1e-6 \\+ 1e-6\\*\\|want\\| +PASS");
            assertThat(run.out()).endsWith("\n1 passed, 0 failed, 0 skipped\n");
        }

        @Test
        void rowsStandBelowEachOther() {
            CaseBuilder.linear().write(folder.resolve("a.safetensors"));
            CaseBuilder.linear()
                    .tensor("out.y", Shape.of(1, 2), 17.25f, 18)
                    .write(folder.resolve("with-a-long-name.safetensors"));
            CommandRun run = parity(folder);
            int[] columns = run.out()
                    .lines()
                    .filter(line -> line.endsWith("PASS") || line.endsWith("FAIL") || line.endsWith("result"))
                    .mapToInt(line -> line.lastIndexOf(' '))
                    .toArray();
            assertThat(columns).hasSize(3);
            assertThat(Arrays.stream(columns).distinct()).hasSize(1);
        }

        @Test
        void foldersAreSearchedInOrderToAnyDepth() throws IOException {
            Path deep = Files.createDirectories(folder.resolve("b/c"));
            CaseBuilder.linear().write(deep.resolve("deep.safetensors"));
            CaseBuilder.linear().write(folder.resolve("z.safetensors"));
            CaseBuilder.linear().write(folder.resolve("a.safetensors"));
            Files.writeString(folder.resolve("README.md"), "no case");
            CommandRun run = parity(folder);
            assertThat(run.status()).isZero();
            assertThat(run.out()).containsSubsequence("\na ", "\nb/c/deep ", "\nz ", "\n3 passed");
        }

        @Test
        void archivesAreReadDirectly() throws IOException {
            Path cases = Files.createDirectory(folder.resolve("cases"));
            CaseBuilder.linear().write(cases.resolve("x.safetensors"));
            Path archive = folder.resolve("group.tar.gz");
            assertThat(CommandRun.of("pack", cases, archive).status()).isZero();
            CommandRun run = parity(archive);
            assertThat(run.status()).isZero();
            assertThat(run.out()).contains("\ngroup/x ").endsWith("1 passed, 0 failed, 0 skipped\n");
        }

        @Test
        void jsonForPrograms() {
            Path file = CaseBuilder.linear().write(folder.resolve("one.safetensors"));
            CommandRun run = parity("--json", file);
            assertThat(run.status()).isZero();
            JsonNode json = Json.parse("output", run.out());
            JsonNode row = json.at("/rows/0");
            assertThat(json.path("backend").textValue()).isEqualTo("ref");
            assertThat(json.path("passed").intValue()).isOne();
            assertThat(json.path("rows")).hasSize(1);
            assertThat(row.path("case").textValue()).isEqualTo("one");
            assertThat(row.path("file").textValue()).isEqualTo(file.toString());
            assertThat(row.path("shape").toString()).isEqualTo("[1,2]");
            assertThat(row.path("max_abs").doubleValue()).isZero();
            assertThat(row.path("verdict").textValue()).isEqualTo("pass");
        }

        @Test
        void infinityMayBeExpected() {
            CommandRun run = parity(CaseBuilder.op("silu")
                    .tensor("in.x", Shape.of(2), Float.POSITIVE_INFINITY, 0)
                    .tensor("out.y", Shape.of(2), Float.POSITIVE_INFINITY, 0));
            assertThat(run.out()).contains("1 passed");
        }

        @Test
        void theNumberOfThreadsIsAnOption() {
            Path file = CaseBuilder.linear().write(folder.resolve("one.safetensors"));
            assertThat(parity("--threads", 2, file).status()).isZero();
            assertThat(parity("--threads", 0, file))
                    .isEqualTo(new CommandRun(2, "", "flux: threads: expected 1 or more, found 0\n"));
        }
    }

    @Nested
    class Failing {
        private void assertFails(CaseBuilder golden, String... words) {
            CommandRun run = parity(golden);
            assertThat(run.out()).contains(words).endsWith("\n0 passed, 1 failed, 0 skipped\n");
            assertThat(run.out()).containsPattern("(?m)FAIL$");
            assertThat(run.err()).isEmpty();
            assertThat(run.status()).isOne();
        }

        @Test
        void oneValueChanged() {
            assertFails(
                    CaseBuilder.linear().tensor("out.y", Shape.of(1, 2), 17, 18.5f),
                    "1 of 2 elements outside the tolerance, worst at [0, 1]: expected 18.5000000, found 18",
                    " 5e-1  ");
        }

        @Test
        void oneInputChanged() {
            assertFails(
                    CaseBuilder.linear().tensor("in.x", Shape.of(1, 3), 1, -2, 3.001f),
                    "worst at [0, 0]: expected 17, found 17.0019989");
        }

        @Test
        void notANumberExpected() {
            assertFails(
                    CaseBuilder.linear().tensor("out.y", Shape.of(1, 2), 17, Float.NaN),
                    "worst at [0, 1]: expected NaN, found 18");
        }

        @Test
        void notANumberExpectedAndFound() {
            assertFails(
                    CaseBuilder.op("silu")
                            .tensor("in.x", Shape.of(1), Float.NaN)
                            .tensor("out.y", Shape.of(1), Float.NaN),
                    "expected NaN, found NaN");
        }

        @Test
        void notANumberGivenIn() {
            assertFails(
                    CaseBuilder.linear().tensor("in.x", Shape.of(1, 3), 1, Float.NaN, 3),
                    "2 of 2 elements",
                    "expected 17, found NaN",
                    " NaN  ");
        }

        @Test
        void anotherShapeExpected() {
            assertFails(
                    CaseBuilder.linear().tensor("out.y", Shape.of(2, 1), 17, 18),
                    "expected shape [2, 1], found [1, 2]");
        }

        @Test
        void nothingExpected() {
            assertFails(
                    CaseBuilder.op("silu").tensor("in.x", Shape.of(0)).tensor("out.y", Shape.of(0)),
                    "no elements, so nothing was compared");
        }

        @Test
        void anOutputThatTheOperatorDoesNotHave() {
            assertFails(
                    CaseBuilder.linear().without("out.y").tensor("out.z", Shape.of(1, 2), 17, 18),
                    "the operator has no such output; it has y");
        }

        @Test
        void inputsThatDoNotFit() {
            assertFails(CaseBuilder.linear().tensor("in.x", Shape.of(1, 2), 1, -2), "linear", "[2, 3]");
        }

        @Test
        void theOthersStillRun() {
            CaseBuilder.linear().tensor("out.y", Shape.of(1, 2), 0, 0).write(folder.resolve("a.safetensors"));
            CaseBuilder.linear().write(folder.resolve("b.safetensors"));
            CommandRun run = parity(folder);
            assertThat(run.status()).isOne();
            assertThat(run.out()).endsWith("\n1 passed, 1 failed, 0 skipped\n");
        }

        @Test
        void jsonSaysWhy() {
            Path file = CaseBuilder.linear()
                    .tensor("out.y", Shape.of(1, 2), 17, Float.NaN)
                    .write(folder.resolve("one.safetensors"));
            CommandRun run = parity("--json", file);
            JsonNode row = Json.parse("output", run.out()).at("/rows/0");
            assertThat(run.status()).isOne();
            assertThat(row.path("verdict").textValue()).isEqualTo("fail");
            assertThat(row.path("max_abs").textValue()).isEqualTo("NaN");
            assertThat(row.path("note").textValue()).contains("expected NaN");
        }
    }

    @Nested
    class Skipped {
        @Test
        void backwardCases() {
            CommandRun run = parity(CaseBuilder.linear().metadata("attrs", "{\"backward\": true}"));
            assertThat(run.out())
                    .containsPattern("(?m)skipped$")
                    .contains("backend ref has no backward pass")
                    .endsWith("\n0 passed, 0 failed, 1 skipped\n");
            assertThat(run.status()).isOne();
        }

        @Test
        void theyDoNotHinderThoseThatPass() {
            CaseBuilder.linear().write(folder.resolve("a.safetensors"));
            CaseBuilder.linear().metadata("attrs", "{\"backward\": true}").write(folder.resolve("b.safetensors"));
            CommandRun run = parity(folder);
            assertThat(run.out()).endsWith("\n1 passed, 0 failed, 1 skipped\n");
            assertThat(run.status()).isZero();
        }
    }

    @Nested
    class Unreadable {
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
            assertUnreadable(parity(file), "empty.safetensors: not a safetensors file");
        }

        @Test
        void aTruncatedFile() throws IOException {
            Path file = CaseBuilder.linear().write(folder.resolve("short.safetensors"));
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
            assertUnreadable(parity(file), "short.safetensors: tensor ");
        }

        @Test
        void aTruncatedArchive() throws IOException {
            CaseBuilder.linear().write(folder.resolve("x.safetensors"));
            Path archive = folder.resolve("group.tar.gz");
            CommandRun.of("pack", folder, archive);
            byte[] bytes = Files.readAllBytes(archive);
            Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
            assertUnreadable(parity(archive), "group.tar.gz: cannot be read: ");
        }

        @Test
        void noSuchPath() {
            assertUnreadable(parity(folder.resolve("nowhere")), "nowhere: no such file or folder");
        }

        @Test
        void noCaseAtAll() throws IOException {
            assertUnreadable(parity(folder), folder + ": no golden cases in it");
            Path file = Files.writeString(folder.resolve("notes.txt"), "no case");
            assertUnreadable(parity(file), "notes.txt: expected a folder, or a file that ends in .safetensors");
        }

        @Test
        void theOthersStillRun() throws IOException {
            Files.createFile(folder.resolve("a.safetensors"));
            CaseBuilder.linear().write(folder.resolve("b.safetensors"));
            CaseBuilder.linear().tensor("out.y", Shape.of(1, 2), 0, 0).write(folder.resolve("c.safetensors"));
            CommandRun run = parity(folder);
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.err()).contains("a.safetensors: not a safetensors file");
            assertThat(run.out()).endsWith("\n1 passed, 1 failed, 0 skipped\n");
            assertThat(run.status()).isEqualTo(2);
        }

        @Test
        void jsonListsThem() throws IOException {
            Path file = Files.createFile(folder.resolve("empty.safetensors"));
            CommandRun run = parity("--json", file);
            assertThat(run.status()).isEqualTo(2);
            assertThat(Json.parse("output", run.out()).at("/unreadable/0").textValue())
                    .contains("empty.safetensors");
        }
    }

    @Test
    void anUnknownBackendIsSaid() {
        Path file = CaseBuilder.linear().write(folder.resolve("one.safetensors"));
        assertThat(parity("--backend", "abacus", file))
                .isEqualTo(new CommandRun(2, "", "flux: backend abacus: no such backend; there are: ref\n"));
    }
}
