package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flux4j.BadInputException;
import org.flux4j.picture.Resolution;
import org.junit.jupiter.api.Test;

class RoundedSizeTest {
    @Test
    void roundsDownAndSaysSo() {
        RoundedSize size = RoundedSize.of(new Resolution(1920, 1080), 16);
        assertThat(size.used()).isEqualTo(new Resolution(1920, 1072));
        assertThat(size.note())
                .contains("size 1920 × 1080 was rounded to 1920 × 1072: width and height are multiples of 16 pixels");
    }

    @Test
    void saysNothingOfASizeThatFits() {
        RoundedSize size = RoundedSize.of(new Resolution(16, 672), 16);
        assertThat(size.used()).isEqualTo(new Resolution(16, 672));
        assertThat(size.note()).isEmpty();
    }

    @Test
    void refusesWhatIsTooLarge() {
        for (Resolution requested : new Resolution[] {new Resolution(4096, 4097), new Resolution(1 << 16, 1 << 16)}) {
            assertThatThrownBy(() -> RoundedSize.of(requested, 16))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("size " + requested + ": expected at most 16777216 pixels in all");
        }
        assertThat(RoundedSize.of(new Resolution(4096, 4096), 16).note()).isEmpty();
    }

    @Test
    void refusesWhatIsTooSmall() {
        for (Resolution asked :
                new Resolution[] {new Resolution(15, 64), new Resolution(64, 0), new Resolution(-64, 64)}) {
            assertThatThrownBy(() -> RoundedSize.of(asked, 16))
                    .isInstanceOf(BadInputException.class)
                    .hasMessage("size " + asked + ": expected at least 16 × 16 pixels");
        }
    }
}
