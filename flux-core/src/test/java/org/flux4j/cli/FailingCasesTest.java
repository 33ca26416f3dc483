package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.flux4j.io.Json;
import org.flux4j.op.Shape;
import org.flux4j.parity.CaseBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flux parity} on cases that are read and fail, each damaged in one place. */
class FailingCasesTest {
    @TempDir
    private Path folder;

    private CommandRun parity(CaseBuilder golden) {
        return CommandRun.parity(golden.write(folder.resolve("one.safetensors")));
    }

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
                CaseBuilder.op("silu").tensor("in.x", Shape.of(1), Float.NaN).tensor("out.y", Shape.of(1), Float.NaN),
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
                CaseBuilder.linear().tensor("out.y", Shape.of(2, 1), 17, 18), "expected shape [2, 1], found [1, 2]");
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
        CommandRun run = CommandRun.parity(folder);
        assertThat(run.status()).isOne();
        assertThat(run.out()).endsWith("\n1 passed, 1 failed, 0 skipped\n");
    }

    @Test
    void jsonSaysWhy() {
        Path file = CaseBuilder.linear()
                .tensor("out.y", Shape.of(1, 2), 17, Float.NaN)
                .write(folder.resolve("one.safetensors"));
        CommandRun run = CommandRun.parity("--json", file);
        JsonNode row = Json.parse("output", run.out()).at("/rows/0");
        assertThat(run.status()).isOne();
        assertThat(row.path("verdict").textValue()).isEqualTo("fail");
        assertThat(row.path("max_abs").textValue()).isEqualTo("NaN");
        assertThat(row.path("note").textValue()).contains("expected NaN");
    }
}
