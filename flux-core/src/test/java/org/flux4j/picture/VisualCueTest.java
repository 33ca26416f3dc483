package org.flux4j.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flux4j.BadInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisualCueTest {
    @Test
    void drawsARedOutlineWithinTheBox() {
        Picture picture = TestPictures.random(9, 7);
        byte[] before = picture.rgb().clone();
        Picture marked = VisualCue.parse("2, 1,7,5").draw(picture);

        assertThat(picture.rgb()).isEqualTo(before);
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 9; x++) {
                boolean within = x >= 2 && x < 7 && y >= 1 && y < 5;
                boolean edge = within && (x == 2 || x == 6 || y == 1 || y == 4);
                for (int channel = 0; channel < 3; channel++) {
                    int expected = !edge ? picture.get(x, y, channel) : channel == 0 ? 255 : 0;
                    assertThat(marked.get(x, y, channel)).as("%d,%d", x, y).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void theOutlineGrowsWithThePicture() {
        Picture marked = new VisualCue(100, 50, 900, 150).draw(Picture.black(1000, 200));
        assertThat(marked.get(104, 100, 0)).isEqualTo(255);
        assertThat(marked.get(105, 100, 0)).isZero();
        assertThat(marked.get(894, 100, 0)).isZero();
        assertThat(marked.get(895, 100, 0)).isEqualTo(255);
    }

    @Test
    void mayFillThePicture() {
        Picture marked = new VisualCue(0, 0, 1, 1).draw(TestPictures.random(1, 1));
        assertThat(marked.rgb()).isEqualTo(new byte[] {(byte) 255, 0, 0});
    }

    @ParameterizedTest
    @ValueSource(strings = {"5,0,5,4", "5,3,6,2", "-1,0,3,3", "0,0,10,3", "0,0,3,8", "9,7,12,12"})
    void refusesBoxesThatAreEmptyOrNotWithin(String box) {
        assertThatThrownBy(() -> VisualCue.parse(box).draw(Picture.black(9, 7)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("box " + box + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2,3", "1,2,3,4,5", "1,2,3,x", "1,2,3,99999999999", "1 2 3 4"})
    void refusesWhatIsNoBox(String box) {
        assertThatThrownBy(() -> VisualCue.parse(box))
                .isInstanceOf(BadInputException.class)
                .hasMessage("box: expected four whole numbers x0,y0,x1,y1 in pixels, found " + box);
    }
}
