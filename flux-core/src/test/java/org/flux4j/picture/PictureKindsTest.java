package org.flux4j.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of kinds that few programs write, against the pixels that Pillow reads from them. */
class PictureKindsTest {
    private static final Map<String, byte[]> KINDS = TestPictures.kinds();

    @TempDir
    Path folder;

    static List<String> exact() {
        return TestPictures.lines(KINDS.get("pictures.txt"));
    }

    static List<String> lossy() {
        return TestPictures.lines(KINDS.get("lossy.txt"));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void equalsPillow(String line) throws IOException {
        assertThat(read(line).rgb()).isEqualTo(KINDS.get(line.split(" ", 4)[3]));
    }

    /** The decoder of lossy WebP repeats chroma, which libwebp interpolates: brightness is the same, but for rounding. */
    @ParameterizedTest
    @MethodSource("lossy")
    void isAsBrightAsPillow(String line) throws IOException {
        byte[] rgb = read(line).rgb();
        byte[] pillow = KINDS.get(line.split(" ", 4)[3]);
        double brightness = 0;
        double colour = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            double red = difference(rgb, pillow, i);
            double green = difference(rgb, pillow, i + 1);
            double blue = difference(rgb, pillow, i + 2);
            brightness += 3 * Math.abs(0.299 * red + 0.587 * green + 0.114 * blue);
            colour += Math.abs(red) + Math.abs(green) + Math.abs(blue);
        }
        assertThat(brightness / rgb.length).isLessThan(1.5);
        assertThat(colour / rgb.length).isLessThan(8);
    }

    private static double difference(byte[] rgb, byte[] pillow, int at) {
        return Byte.toUnsignedInt(rgb[at]) - Byte.toUnsignedInt(pillow[at]);
    }

    private Picture read(String line) throws IOException {
        String[] fields = line.split(" ", 4);
        Path file = Files.write(folder.resolve("picture"), KINDS.get(fields[0]));
        Picture picture = PictureReader.read(file);
        assertThat(picture.size()).isEqualTo(new Resolution(Integer.parseInt(fields[1]), Integer.parseInt(fields[2])));
        return picture;
    }
}
