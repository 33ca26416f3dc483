package org.flux4j.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.flux4j.io.Resolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KontextResolutionsTest {
    static List<String> chosenByTheOfficialCode() {
        return TestFiles.lines("kontext_resolutions.txt");
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
}
