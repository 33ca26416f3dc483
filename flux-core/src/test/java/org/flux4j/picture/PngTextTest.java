package org.flux4j.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngTextTest {
    private static final byte[] PNG = TestPictures.bytes("gray1.png");

    @TempDir
    Path folder;

    @Test
    void readsTextsThatPillowWrote() {
        assertThat(PngText.read(TestPictures.file("text.png")))
                .containsOnly(
                        Map.entry("seed", "42"),
                        Map.entry("prompt", "ein Fuchs im Schnee 🦊, 北海道"),
                        Map.entry("compressed", "x".repeat(99)));
    }

    @Test
    void damagedTextsAreReadAsFarAsTheyGo() throws IOException {
        Path file = folder.resolve("a.png");
        byte[] png = Files.readAllBytes(TestPictures.file("gray1.png"));
        byte[] head = Arrays.copyOf(png, PngChunk.AFTER_HEADER);
        for (String data : List.of("", "k", "k\0", "k\0\0", "k\0\0\0", "k\0\0\0de", "\0\0\0\0\0\0")) {
            for (String type : List.of("tEXt", "zTXt", "iTXt")) {
                byte[] chunk = new PngChunk(type, data.getBytes(StandardCharsets.US_ASCII)).toBytes();
                byte[] damaged = Arrays.copyOf(head, head.length + chunk.length);
                System.arraycopy(chunk, 0, damaged, head.length, chunk.length);
                Files.write(file, damaged);
                assertThat(PngText.read(file).values()).allMatch(text -> text.length() <= data.length());
            }
        }
    }

    /** As exiftool and Pillow write them, before the pixels or after. */
    @Test
    void readsCompressedTexts() throws IOException {
        String settings = "{\"prompt\": \"Größe\"}";
        byte[] latin = TestPictures.deflate(TestPictures.latin(settings));
        byte[] utf8 = TestPictures.deflate(settings.getBytes(StandardCharsets.UTF_8));
        PngChunk compressed = chunk("zTXt", "flux4j\0\0", latin);
        PngChunk international = chunk("iTXt", "flux4j\0\1\0de\0Einstellungen\0", utf8);
        for (PngChunk chunk : List.of(compressed, international)) {
            for (byte[] file : List.of(TestPictures.png(PNG, chunk), TestPictures.pngEnd(PNG, chunk))) {
                assertThat(PngText.read(write(file))).containsExactly(Map.entry("flux4j", settings));
            }
        }
    }

    @Test
    void damagedCompressedTextsAreReadAsFarAsTheyGo() throws IOException {
        byte[] whole = TestPictures.deflate(TestPictures.latin("0123456789".repeat(2000)));
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        PngChunk text = chunk("zTXt", "flux4j\0\0", half);
        String read = PngText.read(write(TestPictures.png(PNG, text))).get("flux4j");
        assertThat("0123456789".repeat(2000)).startsWith(read);
        assertThat(read.length()).isLessThan(20_000);
    }

    @Test
    void refusesTextsThatInflateBeyondMeasure() throws IOException {
        byte[] bomb = TestPictures.deflate(new byte[(16 << 20) + 1]);
        byte[] half = TestPictures.deflate(new byte[(8 << 20) + 1]);
        assertRefused(chunk("zTXt", "flux4j\0\0", bomb));
        assertRefused(chunk("iTXt", "flux4j\0\1\0\0\0", bomb));
        assertRefused(chunk("zTXt", "a\0\0", half), chunk("zTXt", "b\0\0", half));
    }

    private void assertRefused(PngChunk... bombs) throws IOException {
        Path file = write(TestPictures.png(PNG, bombs));
        assertThatThrownBy(() -> PngText.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": its texts inflate to more than 16777216 bytes");
        assertThat(PictureReader.read(file).rgb()).isEqualTo(TestPictures.bytes("gray1.png.rgb"));
    }

    private static PngChunk chunk(String type, String head, byte[] compressed) {
        return new PngChunk(type, TestPictures.concat(TestPictures.latin(head), compressed));
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("a.png"), content);
    }

    @Test
    void saysWhyThereAreNoTexts() throws IOException {
        Path file = folder.resolve("a.png");
        assertThatThrownBy(() -> PngText.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": cannot be read: no such file or folder");
        Files.writeString(file, "no picture");
        assertThatThrownBy(() -> PngText.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": not a PNG file");
    }

    @Test
    void keywordsAreAscii() {
        for (String keyword : List.of("", "ü", " a", "x".repeat(80))) {
            assertThatThrownBy(() -> PngText.chunk(keyword, "text")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(PngText.chunk("x".repeat(79), "text").type()).isEqualTo("tEXt");
    }
}
