package org.flux4j.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The orientations that Pillow finds in Exif and XMP, found wherever a file can hold these. */
class OrientationTest {
    private static final Map<String, byte[]> KINDS = TestPictures.kinds();
    private static final Map<String, Picture> PLAIN = new HashMap<>();
    private static final byte[] EXIF = TestPictures.latin("Exif\0\0");
    private static final byte[] XMP = TestPictures.latin("http://ns.adobe.com/xap/1.0/\0");
    private static final String XMP_KEYWORD = "XML:com.adobe.xmp";
    private static final String EXIF_KEYWORD = "Raw profile type exif";
    private static final int APP1 = 0xFFE1;

    @TempDir
    Path folder;

    static List<String> notes() {
        return TestPictures.lines(KINDS.get("orientation.txt"));
    }

    /** By hand: the corners of 2 × 3 pixels a b / c d / e f. */
    @Test
    void turnsAndMirrors() {
        String[] expected = {"abcdef", "badcfe", "fedcba", "efcdab", "acebdf", "ecafdb", "fdbeca", "bdface"};
        for (int number = 1; number <= 8; number++) {
            Picture stored = new Picture(2, 3, TestPictures.latin("aaabbbcccdddeeefff"));
            Picture oriented = Orientation.of(number).apply(stored);
            assertThat(oriented.width()).as("of %d", number).isEqualTo(number < 5 ? 2 : 3);
            assertThat(oriented.rgb())
                    .as("of %d", number)
                    .isEqualTo(TestPictures.latin(expected[number - 1].replaceAll("[a-f]", "$0$0$0")));
        }
    }

    @ParameterizedTest
    @MethodSource("notes")
    void isFoundAsByPillow(String line) throws IOException {
        String[] fields = line.split(" ", 3);
        Orientation orientation = Orientation.of(Integer.parseInt(fields[2]));
        byte[] exif = parse(fields[0]);
        byte[] xmp = parse(fields[1]);
        assertFound(orientation, "plain.jpg", Map.of("APP1", jpeg(exif, xmp)));
        assertFound(orientation, "plain.png", png(exif, xmp));
        byte[] webp = TestPictures.webp(plain("plain.webp"), KINDS.get("plain.webp"), exif, xmp);
        assertFound(orientation, "plain.webp", Map.of("chunks", webp));
    }

    private static byte[] parse(String digits) {
        return HexFormat.of().parseHex(digits.replace("-", ""));
    }

    private static byte[] jpeg(byte[] exif, byte[] xmp) {
        return TestPictures.jpeg(
                KINDS.get("plain.jpg"), TestPictures.segment(APP1, EXIF, exif), TestPictures.segment(APP1, XMP, xmp));
    }

    /** The places that a PNG file has for them. */
    private static Map<String, byte[]> png(byte[] exif, byte[] xmp) {
        byte[] plain = KINDS.get("plain.png");
        byte[] keyword = TestPictures.latin(XMP_KEYWORD);
        PngChunk text = new PngChunk("iTXt", TestPictures.concat(keyword, new byte[5], xmp));
        byte[] deflated = TestPictures.deflate(xmp);
        PngChunk compressed = new PngChunk("iTXt", TestPictures.concat(keyword, new byte[] {0, 1, 0, 0, 0}, deflated));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("eXIf and iTXt", TestPictures.png(plain, new PngChunk("eXIf", exif), text));
        files.put(
                "with prefix, and compressed",
                TestPictures.png(plain, new PngChunk("eXIf", TestPictures.concat(EXIF, exif)), compressed));
        files.put("after the pixels", TestPictures.pngEnd(plain, compressed, new PngChunk("eXIf", exif)));
        String profile = "\nexif\n" + exif.length + "\n" + HexFormat.of().formatHex(exif) + "\n";
        byte[] name = TestPictures.latin(EXIF_KEYWORD);
        files.put("tEXt", TestPictures.png(plain, PngText.chunk(EXIF_KEYWORD, profile), text));
        byte[] deflatedProfile = TestPictures.deflate(TestPictures.latin(profile));
        files.put(
                "zTXt",
                TestPictures.png(
                        plain, new PngChunk("zTXt", TestPictures.concat(name, new byte[2], deflatedProfile)), text));
        return files;
    }

    private void assertFound(Orientation orientation, String plain, Map<String, byte[]> files) throws IOException {
        Picture expected = orientation.apply(plain(plain));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Picture found = read(file.getValue());
            assertThat(found.size()).as("%s, %s", plain, file.getKey()).isEqualTo(expected.size());
            assertThat(found.rgb()).as("%s, %s", plain, file.getKey()).isEqualTo(expected.rgb());
        }
    }

    private Picture plain(String name) throws IOException {
        if (!PLAIN.containsKey(name)) {
            PLAIN.put(name, read(KINDS.get(name)));
        }
        return PLAIN.get(name);
    }

    private Picture read(byte[] file) throws IOException {
        return PictureReader.read(Files.write(folder.resolve("picture"), file));
    }
}
