package org.flux4j.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.flux4j.picture.Picture;
import org.junit.jupiter.api.Test;

class LossCurveTest {
    /** Returns the first row with black in a column; −1 if there is none. */
    private static int black(Picture picture, int x) {
        return IntStream.range(0, picture.height())
                .filter(y -> picture.get(x, y, 0) == 0)
                .findFirst()
                .orElse(-1);
    }

    @Test
    void theCurveFallsWithTheLoss() {
        Picture picture = LossCurve.draw(
                IntStream.range(0, 2000).mapToObj(i -> 1f / (1 + i)).toList());
        int middle = (48 + picture.width()) / 2;
        assertThat(black(picture, 60)).isLessThan(black(picture, middle));
        assertThat(black(picture, middle)).isLessThan(black(picture, picture.width() - 20));
    }

    @Test
    void fewLossesAreDrawnToo() {
        assertThat(black(LossCurve.draw(List.of(0.5f)), 48)).isPositive();
        assertThat(LossCurve.draw(List.of()).size())
                .isEqualTo(LossCurve.draw(List.of(0f, 1f)).size());
    }
}
