package org.flux4j.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults beside the pixels of a picture change none of them; missing pixels are refused. */
class PictureFaultsTest {
    private static final List<String> JPEGS =
            List.of("420.jpg", "444.jpg", "gray.jpg", "cmyk.jpg", "rgb.jpg", "progressive.jpg");
    private static final List<String> PNGS =
            List.of("gray1.png", "gray8.png", "gray-alpha8.png", "rgb8.png", "rgb16.png", "rgba8.png", "palette2.png");
    private static final int SOF0 = 0xC0;

    @TempDir
    Path folder;

    static Stream<byte[]> profiles() {
        byte[] profile = Arrays.copyOf(TestPictures.bytes("profile.jpg"), 700);
        byte[] cmyk = profile.clone();
        System.arraycopy(TestPictures.latin("CMYK"), 0, cmyk, 16, 4);
        return Stream.of(
                icc(1, 1, profile),
                TestPictures.concat(icc(1, 1, profile), icc(1, 1, profile)),
                TestPictures.concat(icc(2, 2, profile), icc(1, 2, profile)),
                TestPictures.concat(icc(1, 2, profile), icc(2, 3, profile)),
                icc(1, 2, profile),
                icc(0, 1, profile),
                icc(9, 1, profile),
                icc(1, 0, profile),
                icc(1, 1, cmyk),
                icc(1, 1, Arrays.copyOf(profile, 140)),
                icc(1, 1, TestPictures.latin("x")),
                icc(1, 1),
                TestPictures.segment(0xFFE2, TestPictures.latin("ICC_PROFILE\0")),
                TestPictures.segment(0xFFE2, TestPictures.latin("MPF\0no index")),
                TestPictures.segment(0xFFE2));
    }

    private static byte[] icc(int number, int of, byte[]... data) {
        byte[] head = {(byte) number, (byte) of};
        return TestPictures.segment(0xFFE2, TestPictures.latin("ICC_PROFILE\0"), head, TestPictures.concat(data));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void profilesPlayNoPart(byte[] segments) throws IOException {
        for (String name : JPEGS) {
            assertPixels(name, TestPictures.jpeg(TestPictures.bytes(name), segments));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u00FF",
                "\u00FF\u00FF\u00FF\u00FF",
                "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                "garbage of any kind",
                "\u00FF\0\u00FF\0",
                "\u00FF\u00D9\u00FF\u00D9",
                "\u00FF\u00D9trailing",
                "\u00FF\u00D9\u00FF\u00D8\u00FF\u00E1another picture",
                "\u00FF\u00FE\0\6note\u00FF\u00D9",
                "\u00FF\u00E1\u00FF\u00FFcut",
                "\u00FF\u00D8",
                "\0\0\0\u00FF\u00D9"
            })
    void jpegsMayEndAnyhow(String end) throws IOException {
        for (String name : JPEGS) {
            byte[] whole = TestPictures.bytes(name);
            byte[] pixels = Arrays.copyOf(whole, whole.length - 2);
            assertPixels(name, TestPictures.concat(pixels, TestPictures.latin(end)));
        }
    }

    /** With an end marker, too, which some programs add. */
    @Test
    void missingScansAreRefused() throws IOException {
        for (String name : JPEGS) {
            byte[] whole = TestPictures.bytes(name);
            for (int length = 2; length < whole.length - 3; length++) {
                assertRefused(Arrays.copyOf(whole, length));
            }
            byte[] half = Arrays.copyOf(whole, whole.length - 30);
            assertRefused(TestPictures.concat(half, TestPictures.latin("\u00FF\u00D9")), "the picture is cut off");
        }
    }

    @Test
    void missingRowsAreRefused() throws IOException {
        for (String name : PNGS) {
            byte[] whole = TestPictures.bytes(name);
            for (int length = 8; length < whole.length - 12 - 8 - 3; length++) {
                assertRefused(Arrays.copyOf(whole, length));
            }
        }
    }

    static Stream<PngChunk> sideChunks() {
        List<String> contents = List.of(
                "",
                "\0",
                "\0\1",
                "\0\1\0\2\0\3",
                "\u00FF".repeat(7),
                "x".repeat(9),
                "\0".repeat(32),
                "name\0\0no deflate",
                "name\0\7data",
                "\0".repeat(256),
                "\u00FF".repeat(300));
        List<String> types = List.of(
                "tRNS", "iCCP", "sRGB", "gAMA", "cHRM", "pHYs", "bKGD", "hIST", "sBIT", "sPLT", "tIME", "cICP", "acTL",
                "fcTL", "tEXt", "zTXt", "iTXt", "eXIf", "abCd", "ABCD");
        return types.stream()
                .flatMap(type -> contents.stream().map(data -> new PngChunk(type, TestPictures.latin(data))));
    }

    @Test
    void sideChunksPlayNoPart() throws IOException {
        int next = 0;
        for (PngChunk chunk : sideChunks().toList()) {
            String name = PNGS.get(next++ % PNGS.size());
            byte[] png = TestPictures.bytes(name);
            assertPixels(name, TestPictures.png(png, chunk));
            assertPixels(name, TestPictures.png(png, chunk, chunk));
            assertPixels(name, TestPictures.pngEnd(png, chunk));
        }
    }

    @Test
    void transparencyPlaysNoPart() throws IOException {
        for (String name : PNGS) {
            for (int length = 0; length < 8; length++) {
                PngChunk chunk = new PngChunk("tRNS", new byte[length]);
                assertPixels(name, TestPictures.png(TestPictures.bytes(name), chunk));
            }
        }
    }

    @Test
    void checkSumsOfSideChunksPlayNoPart() throws IOException {
        for (String name : PNGS) {
            byte[] png = TestPictures.png(TestPictures.bytes(name), new PngChunk("tEXt", TestPictures.latin("a\0b")));
            png[PngChunk.AFTER_HEADER + 8 + 3] ^= 1;
            assertPixels(name, png);
        }
    }

    @Test
    void chunksBetweenPixelsPlayNoPart() throws IOException {
        PngChunk comment = new PngChunk("tEXt", TestPictures.latin("a\0b"));
        for (String name : PNGS) {
            List<PngChunk> chunks = PngChunk.all(TestPictures.bytes(name)).stream()
                    .filter(chunk -> !chunk.type().equals("IEND"))
                    .flatMap(chunk -> chunk.type().equals("IDAT")
                            ? Stream.of(half(chunk, 0), comment, half(chunk, 1))
                            : Stream.of(chunk))
                    .toList();
            assertPixels(name, PngChunk.file(chunks));
        }
    }

    private static PngChunk half(PngChunk chunk, int which) {
        int length = chunk.data().length;
        return new PngChunk(
                chunk.type(), Arrays.copyOfRange(chunk.data(), which * (length / 2), which == 0 ? length / 2 : length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0\0\0\0",
                "\0\0\0\0IEN",
                "\0\0\0\0IEND",
                "\0\0\0\0IENDxxxx",
                "\0\0\0\5IENDhelloxxxx",
                "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                "garbage of any kind",
                "\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF",
                "\0\0\0\0IEND\u00AEB`\u0082trailing",
                "\177\u00FF\u00FF\u00FFtEXtcut",
                "\u00FF\u00FF\u00FF\u00FFtEXtcut",
                "\0\0\0\50tEXtcut"
            })
    void pngsMayEndAnyhow(String end) throws IOException {
        for (String name : PNGS) {
            byte[] pixels = TestPictures.withoutEnd(TestPictures.bytes(name));
            assertPixels(name, TestPictures.concat(pixels, TestPictures.latin(end)));
            byte[] withoutCheckSum = Arrays.copyOf(pixels, pixels.length - 4);
            assertPixels(name, withoutCheckSum);
        }
    }

    @Test
    void namesWhatTheDecoderCannotRead() throws IOException {
        assertRefused(withFrame(0xC9), "an arithmetic-coded JPEG picture, expected a Huffman-coded one");
        assertRefused(withFrame(0xCA), "an arithmetic-coded JPEG picture, expected a Huffman-coded one");
        for (int marker : new int[] {0xC3, 0xC5, 0xC6, 0xC7}) {
            assertRefused(
                    withFrame(marker),
                    "a lossless or hierarchical JPEG picture, expected a sequential or progressive one");
        }
        byte[] jpeg = TestPictures.bytes("444.jpg");
        int frame = frame(jpeg);
        jpeg[frame + 4] = 12;
        assertRefused(jpeg, "a JPEG picture of 12 bits per sample, expected 8");
        jpeg[frame + 4] = 8;
        jpeg[frame + 9] = 2;
        assertRefused(jpeg, "a JPEG picture of 2 components, expected 1, 3 or 4");
    }

    private static byte[] withFrame(int marker) {
        byte[] jpeg = TestPictures.bytes("444.jpg");
        jpeg[frame(jpeg) + 1] = (byte) marker;
        return jpeg;
    }

    private static int frame(byte[] jpeg) {
        int at = 0;
        while (jpeg[at] != (byte) 0xFF || jpeg[at + 1] != (byte) SOF0) {
            at++;
        }
        return at;
    }

    private void assertPixels(String name, byte[] file) throws IOException {
        assertThat(PictureReader.read(write(file)).rgb()).as(name).isEqualTo(TestPictures.bytes(name + ".rgb"));
    }

    private void assertRefused(byte[] content, String reason) throws IOException {
        Path file = write(content);
        assertThatThrownBy(() -> PictureReader.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": " + reason);
    }

    private void assertRefused(byte[] content) throws IOException {
        Path file = write(content);
        assertThatThrownBy(() -> PictureReader.read(file)).isInstanceOf(BadInputException.class);
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("picture"), content);
    }
}
