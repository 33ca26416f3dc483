package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.flux4j.io.Json;
import org.flux4j.op.Shape;
import org.flux4j.parity.CaseBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flux parity} on cases that are sound, or that it passes over. */
class ParityCommandTest {
    @TempDir
    private Path folder;

    private CommandRun parity(CaseBuilder golden) {
        return CommandRun.parity(golden.write(folder.resolve("one.safetensors")));
    }

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
        CommandRun run = CommandRun.parity(folder);
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
        CommandRun run = CommandRun.parity(folder);
        assertThat(run.status()).isZero();
        assertThat(run.out()).containsSubsequence("\na ", "\nb/c/deep ", "\nz ", "\n3 passed");
    }

    @Test
    void linksAreFollowedOnce() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        CaseBuilder.linear().write(inner.resolve("a.safetensors"));
        Files.createSymbolicLink(inner.resolve("around"), folder);
        Files.createSymbolicLink(folder.resolve("link.safetensors"), Path.of("inner", "a.safetensors"));
        CommandRun run = CommandRun.parity(folder);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).containsSubsequence("\ninner/a ", "\nlink ", "\n2 passed");
    }

    @Test
    void archivesAreReadDirectly() throws IOException {
        Path cases = Files.createDirectory(folder.resolve("cases"));
        CaseBuilder.linear().write(cases.resolve("x.safetensors"));
        Path archive = folder.resolve("group.tar.gz");
        assertThat(CommandRun.of("pack", cases, archive).status()).isZero();
        CommandRun run = CommandRun.parity(archive);
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("\ngroup/x ").endsWith("1 passed, 0 failed, 0 skipped\n");
    }

    @Test
    void jsonForPrograms() {
        Path file = CaseBuilder.linear().write(folder.resolve("one.safetensors"));
        CommandRun run = CommandRun.parity("--json", file);
        assertThat(run.status()).isZero();
        JsonNode json = Json.parse("output", run.out());
        JsonNode row = json.at("/rows/0");
        assertThat(json.path("backend").textValue()).isEqualTo("vector");
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
        assertThat(CommandRun.parity("--threads", 2, file).status()).isZero();
        assertThat(CommandRun.parity("--threads", 0, file))
                .isEqualTo(new CommandRun(2, "", "flux: threads: expected 1 to 1024, found 0\n"));
    }

    @Test
    void anUnknownBackendIsSaid() {
        Path file = CaseBuilder.linear().write(folder.resolve("one.safetensors"));
        assertThat(CommandRun.parity("--backend", "abacus", file))
                .isEqualTo(new CommandRun(2, "", "flux: backend abacus: no such backend; there are: ref, vector\n"));
    }
}
