package org.flux4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputFileTest {
    @TempDir
    private Path folder;

    @Test
    void textIsUtf8WithoutItsByteOrderMark() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "\ufeffé\ufeff\r\n");
        assertThat(InputFile.text(file)).isEqualTo("é\ufeff\r\n");
        assertThat(InputFile.bytes(file)).hasSize(10);
        Files.write(file, "é".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> InputFile.text(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": not UTF-8");
    }

    /** By the specification a pointer begins with the URL of its version. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
                "version https://git-lfs.github.com/spec/v1\r\noid sha256:0\r\nsize 1\r\n",
                "version https://hawser.github.com/spec/v1\noid sha256:0\nsize 1\n",
                "version http://git-media.io/v/2\noid sha256:0\nsize 1\n",
                "version https://git-lfs.github.com/spec/v1\next-0-foo sha256:0\noid sha256:0\nsize 1\n"
            })
    void pointersOfGitLfs(String pointer) throws IOException {
        Path file = Files.writeString(folder.resolve("x"), pointer);
        String message = file + ": only a pointer to the file: 'git lfs pull' brings the file itself";
        assertThatThrownBy(() -> InputFile.bytes(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "version", "version 1", "#version: 0.2\ni n\n", "a version https://git-lfs.github.com"})
    void whatIsNoPointer(String text) throws IOException {
        assertThat(InputFile.text(Files.writeString(folder.resolve("x"), text))).isEqualTo(text);
    }

    @Test
    void whatIsNotThere() throws IOException {
        Path nothing = folder.resolve("none");
        assertThat(InputFile.exists(nothing)).isFalse();
        assertRefused(nothing, "cannot be read: no such file or folder");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("none"));
        assertThat(InputFile.exists(link)).isTrue();
        assertRefused(link, "cannot be read: it is a link to none, which does not exist");
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        assertThat(InputFile.exists(loop)).isTrue();
        assertThatThrownBy(() -> InputFile.bytes(loop))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(loop + ": cannot be read: ");
    }

    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatIsNoFile() throws IOException, InterruptedException {
        assertRefused(folder, "expected a file, found a folder");
        Path pipe = folder.resolve("pipe");
        Process make = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(make.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertRefused(pipe, "expected a file, found a pipe or a device");
        assertRefused(Path.of("/dev/null"), "expected a file, found a pipe or a device");
    }

    @Test
    void whatIsTooLarge() throws IOException {
        Path file = folder.resolve("x");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((64 << 20) + 1);
        }
        assertThatThrownBy(() -> InputFile.bytes(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": 67108865 bytes, more than the limit of 67108864");
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "3.0, 3", "-3.0, -3", "3e2, 300", "2147483647.0, 2147483647"})
    void wholeNumbers(String json, int value) {
        assertThat(Json.integer(Json.parse("x", json))).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"3.5", "2147483648", "2147483648.0", "1e99", "NaN", "-Infinity", "null", "\"3\"", "true", "[3]"})
    void whatIsNoWholeNumber(String json) {
        assertThat(Json.integer(Json.parse("x", json))).isEmpty();
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> InputFile.bytes(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": " + reason);
        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": " + reason);
    }
}
