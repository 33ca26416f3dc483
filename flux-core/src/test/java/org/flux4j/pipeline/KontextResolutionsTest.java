package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.TestFolder;
import org.flux4j.picture.Resolution;
import org.flux4j.sampling.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KontextResolutionsTest {
    static List<String> chosenByTheOfficialCode() {
        return TestFiles.lines(KontextResolutionsTest.class, "kontext_resolutions.txt");
    }

    @ParameterizedTest
    @MethodSource("chosenByTheOfficialCode")
    void equalsTheOfficialChoice(String line) {
        int[] sizes = Stream.of(line.split(" ")).mapToInt(Integer::parseInt).toArray();
        assertThat(KontextResolutions.nearest(new Resolution(sizes[0], sizes[1]), KontextResolutions.OFFICIAL))
                .isEqualTo(new Resolution(sizes[2], sizes[3]));
    }

    @Test
    void ofEquallyNearOnesTheSmallest() {
        List<Resolution> choices = List.of(new Resolution(64, 32), new Resolution(32, 16), new Resolution(48, 16));
        assertThat(KontextResolutions.nearest(new Resolution(2, 1), choices)).isEqualTo(new Resolution(32, 16));
        assertThat(KontextResolutions.nearest(new Resolution(5, 2), choices)).isEqualTo(new Resolution(32, 16));
    }

    @Test
    void needsAChoice() {
        assertThatThrownBy(() -> KontextResolutions.nearest(new Resolution(2, 1), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFolderMayNameItsOwn(@TempDir Path path) throws IOException {
        TestFolder folder = TestFolder.diffusers(path);
        folder.json("kontext_resolutions.json", "[[64, 96], [80, 80]]");
        assertThat(KontextResolutions.of(ModelFolder.open(path), 16))
                .isEqualTo(List.of(new Resolution(64, 96), new Resolution(80, 80)));

        for (String bad : List.of("[[64]]", "[[64, 0]]", "[[64, 64, 64]]", "[[64, \"64\"]]", "[[64, 64.5]]")) {
            folder.json("kontext_resolutions.json", bad);
            assertRefused(path, "expected [width, height], found " + withoutSpaces(bad));
        }
        for (String large : List.of("[[16777216, 16]]", "[[2147483632, 2147483632]]")) {
            folder.json("kontext_resolutions.json", large);
            assertRefused(path, "expected at most 16777216 pixels in all, found " + withoutSpaces(large));
        }
        for (String odd : List.of("[[64, 100]]", "[[8, 64]]", "[[1, 1]]")) {
            folder.json("kontext_resolutions.json", odd);
            assertRefused(path, "expected multiples of 16 pixels, found " + withoutSpaces(odd));
        }
        folder.json("kontext_resolutions.json", "[[2147483648, 64]]");
        assertRefused(path, "expected [width, height], found [2147483648,64]");
        folder.json("kontext_resolutions.json", "[]");
        assertRefused(path, "expected a list of [width, height], found none");
    }

    /** The pair in a list of one, as it is shown. */
    private static String withoutSpaces(String list) {
        return list.substring(1, list.length() - 1).replace(", ", ",");
    }

    private static void assertRefused(Path folder, String what) {
        assertThatThrownBy(() -> KontextResolutions.of(ModelFolder.open(folder), 16))
                .isInstanceOf(BadInputException.class)
                .hasMessage(folder.resolve("kontext_resolutions.json") + ": " + what);
    }
}
