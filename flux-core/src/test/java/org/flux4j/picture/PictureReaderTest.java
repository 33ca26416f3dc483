package org.flux4j.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {
    @TempDir
    Path folder;

    static List<String> readByPillow() {
        return TestPictures.lines("pictures.txt");
    }

    @ParameterizedTest
    @MethodSource("readByPillow")
    void equalsPillow(String line) {
        String[] fields = line.split(" ", 3);
        Picture picture = PictureReader.read(TestPictures.file(fields[0]));
        assertThat(picture.size()).isEqualTo(new Resolution(Integer.parseInt(fields[1]), Integer.parseInt(fields[2])));
        assertThat(picture.rgb()).isEqualTo(TestPictures.bytes(fields[0] + ".rgb"));
    }

    @Test
    void takesTheUpperByteOfGrey16() throws IOException {
        // 0x12FF, 0x3480 by the hand of the PNG specification: bit depth 16, colour type 0, one row without filter
        byte[] header = ByteBuffer.allocate(13)
                .putInt(2)
                .putInt(1)
                .put(new byte[] {16, 0, 0, 0, 0})
                .array();
        byte[] row = {0, 0x12, (byte) 0xFF, 0x34, (byte) 0x80};
        Path file = write(
                PngChunk.file(List.of(new PngChunk("IHDR", header), new PngChunk("IDAT", TestPictures.deflate(row)))));
        assertThat(PictureReader.read(file).rgb()).isEqualTo(new byte[] {0x12, 0x12, 0x12, 0x34, 0x34, 0x34});
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no picture", "GIF89a", "\u0089PNG", "\u00FF\u00D8", "RIFF1234WEB", "RIFF1234WAVE"})
    void refusesWhatIsNoPicture(String content) throws IOException {
        Path file = write(content.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(file, "not a PNG, JPEG or WebP picture");
    }

    @Test
    void refusesWhatIsNotThere() {
        assertRefused(folder.resolve("absent.png"), "cannot be read: no such file or folder");
        assertThatThrownBy(() -> PictureReader.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(folder + ": cannot be read: ");
    }

    @Test
    void refusesHugeFilesUnread() throws IOException {
        Path file = folder.resolve("weights");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), 1 << 30); // a hole and one byte
        }
        assertRefused(file, "not a picture: 1073741825 bytes, expected at most 1073741824");
        assertThatThrownBy(() -> PngText.read(file)).isInstanceOf(BadInputException.class);
    }

    @Test
    void refusesCutOffFiles() throws IOException {
        for (String name : List.of("rgb8.png", "420.jpg", "progressive.jpg", "gray.jpg")) {
            byte[] whole = TestPictures.bytes(name);
            for (int length : new int[] {20, 60, whole.length / 2, whole.length - 30}) {
                Path file = write(Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> PictureReader.read(file))
                        .as("%d bytes of %s", length, name)
                        .isInstanceOf(BadInputException.class);
            }
        }
    }

    @Test
    void refusesSizesThatTheFileCannotHold() throws IOException {
        byte[] png = TestPictures.bytes("rgb8.png");
        ByteBuffer.wrap(png).putInt(16, 20_000).putInt(20, 9_000_000);
        assertRefused(write(png), "20000 × 9000000 pixels, expected at most 178956970 in all");
        ByteBuffer.wrap(png).putInt(16, 12_000).putInt(20, 12_000);
        assertRefused(
                write(png), "says it has 12000 × 12000 pixels, but its " + png.length + " bytes cannot hold them");
    }

    private void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> PictureReader.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": " + reason);
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("picture"), content);
    }
}
