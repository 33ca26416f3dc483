package org.flux4j.tornado;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.flux4j.op.Operators;
import org.flux4j.parity.Parity;
import org.flux4j.parity.Summary;
import org.junit.jupiter.api.Test;

/** Every golden case that ships passes on the device, and none is skipped but for the backward ones. */
class TornadoGoldenTest {
    @Test
    void everyCasePasses() {
        StringWriter table = new StringWriter();
        try (Operators ops = new TornadoProvider().create(2)) {
            PrintWriter out = new PrintWriter(table, true);
            Summary summary =
                    new Parity("tornado", ops).printTable(List.of(Path.of("..", "testdata", "golden")), out, out);
            assertThat(summary.exitStatus()).as("%s", table).isZero();
            assertThat(table.toString().lines().filter(line -> line.endsWith("  skipped")))
                    .allMatch(row -> row.startsWith("backward/"));
            assertThat(summary.passed()).isGreaterThanOrEqualTo(276);
        }
    }
}
