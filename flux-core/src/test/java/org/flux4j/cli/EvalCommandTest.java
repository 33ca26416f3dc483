package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PictureReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model that ships, judged by scenes that it has never seen. */
class EvalCommandTest {
    private static final Path TESTDATA = Path.of("..", "testdata");
    private static final int EXAMPLES = 3;

    @TempDir
    private Path folder;

    @Test
    void theModelThatShipsEdits() {
        Path file = folder.resolve("sheet.png");
        CommandRun run =
                CommandRun.of("eval", "-n", EXAMPLES, "--model", TESTDATA.resolve("tiny-kontext"), "--sheet", file);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.getFirst()).startsWith("kind        examples  success");
        assertThat(lines.subList(1, 9))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("recolor", "reshape", "remove", "background", "box", "resize", "move", "caption");
        assertThat(lines.subList(1, 9))
                .filteredOn(line -> line.contains(" 100%"))
                .hasSizeGreaterThanOrEqualTo(7);
        assertThat(Double.parseDouble(lines.get(9).replaceAll("[^0-9.]", ""))).isGreaterThan(38);
        Picture sheet = PictureReader.read(file);
        assertThat(sheet.width()).isGreaterThan(4 * 3 * 64);
        assertThat(lines.getLast()).isEqualTo("wrote " + file);
    }

    @Test
    void aBadNumberIsRefusedBeforeAnythingIsWritten() {
        CommandRun run = CommandRun.of("eval", "-n", 0, "--sheet", folder.resolve("sheet.png"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("flux: examples: expected at least 1, found 0\n");
        assertThat(folder).isEmptyDirectory();
    }
}
