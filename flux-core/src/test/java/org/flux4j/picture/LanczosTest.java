package org.flux4j.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Byte for byte as Pillow. */
class LanczosTest {
    static List<String> resizedByPillow() {
        return TestPictures.lines("lanczos.txt");
    }

    @ParameterizedTest
    @MethodSource("resizedByPillow")
    void equalsPillow(String line) {
        int[] size = Stream.of(line.split(" ")).mapToInt(Integer::parseInt).toArray();
        String name = size[0] + "x" + size[1];
        Picture picture = new Picture(size[0], size[1], TestPictures.bytes(name + ".rgb"));

        Picture resized = Lanczos.resize(picture, size[2], size[3]);

        assertThat(resized.size()).isEqualTo(new Resolution(size[2], size[3]));
        assertThat(resized.rgb()).isEqualTo(TestPictures.bytes(name + "-" + size[2] + "x" + size[3] + ".rgb"));
    }
}
