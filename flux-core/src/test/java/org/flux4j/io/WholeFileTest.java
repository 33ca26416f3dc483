package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void anOlderFileIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "old and long");
        WholeFile.write(file, out -> out.write('n'));
        assertThat(file).hasContent("n");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void whatFailsHalfWayLeavesTheOlderFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "old");
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": cannot be written: disk full");
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
                    throw new IllegalStateException("bug");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent("old");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void whereNothingCanBeWrittenIsSaid() {
        Path nowhere = folder.resolve("none").resolve("x");
        assertThatThrownBy(() -> WholeFile.write(nowhere, out -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessage(nowhere + ": cannot be written: no such file or folder");
        assertThatThrownBy(() -> WholeFile.write(folder, out -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessage(folder + ": cannot be written: it is a folder");
    }
}
