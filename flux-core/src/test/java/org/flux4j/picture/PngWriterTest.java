package org.flux4j.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngWriterTest {
    @TempDir
    Path folder;

    @Test
    void writesWhatReaderAndTextReadBack() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("prompt", "ein Fuchs 🦊\nin 北海道");
        texts.put("seed", "-42");
        texts.put("note", "Größe: 3 × 4");
        texts.put("empty", "");
        Picture picture = TestPictures.random(19, 7);
        Path file = folder.resolve("Füchse.png");

        PngWriter.write(file, picture, texts);

        Picture read = PictureReader.read(file);
        assertThat(read.size()).isEqualTo(picture.size());
        assertThat(read.rgb()).isEqualTo(picture.rgb());
        assertThat(PngText.read(file)).containsExactlyEntriesOf(texts);
    }

    @Test
    void givesTextsTheChunkThatCanHoldThem() throws IOException {
        Path file = folder.resolve("a.png");
        PngWriter.write(file, TestPictures.random(2, 2), Map.of("a", "Größe", "b", "北"));
        List<String> types = PngChunk.all(Files.readAllBytes(file)).stream()
                .map(PngChunk::type)
                .toList();
        assertThat(types).containsExactlyInAnyOrder("IHDR", "tEXt", "iTXt", "IDAT", "IEND");
        assertThat(types).startsWith("IHDR").endsWith("IDAT", "IEND");
    }

    @Test
    void replacesAnOlderFileAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("a.png");
        Files.writeString(file, "older");
        PngWriter.write(file, TestPictures.random(3, 3), Map.of());
        assertThat(PngText.read(file)).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void saysWhyItCannotWrite() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertCannotWrite(folder, "it is a folder");
        assertCannotWrite(folder.resolve("absent/a.png"), "no folder " + folder.resolve("absent"));
        assertCannotWrite(folder.resolve("file/a.png"), folder.resolve("file") + " is no folder");
        PngWriter.checkWritable(folder.resolve("a.png"));
        PngWriter.checkWritable(Path.of("a.png"));
        assertThat(folder.resolve("a.png")).doesNotExist();
    }

    private static void assertCannotWrite(Path file, String reason) {
        assertThatThrownBy(() -> PngWriter.checkWritable(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": cannot be written: " + reason);
        assertThatThrownBy(() -> PngWriter.write(file, Picture.black(1, 1), Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file + ": cannot be written: ");
    }
}
