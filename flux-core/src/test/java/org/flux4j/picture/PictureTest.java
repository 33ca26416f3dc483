package org.flux4j.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;
import org.junit.jupiter.api.Test;

class PictureTest {
    @Test
    void goesToMinusOneToOne() {
        Tensor x = new Picture(2, 1, new byte[] {0, 51, (byte) 255, 1, (byte) 128, 127}).toTensor();
        assertThat(x.shape()).isEqualTo(Shape.of(3, 1, 2));
        assertThat(x.data())
                .containsExactly(-1, 1 / 127.5f - 1, 51 / 127.5f - 1, 128 / 127.5f - 1, 1, 127 / 127.5f - 1);
    }

    @Test
    void comesBackByteForByte() {
        byte[] bytes = new byte[3 * 17 * 5];
        new Random(1).nextBytes(bytes);
        Picture picture = Picture.of(new Picture(17, 5, bytes).toTensor());
        assertThat(picture.width()).isEqualTo(17);
        assertThat(picture.height()).isEqualTo(5);
        assertThat(picture.rgb()).isEqualTo(bytes);
    }

    @Test
    void clampsAndRoundsToEven() {
        // 255 · (x/2 + 1/2): below 0, above 255, 127.5 → 128, 126.5 → 126
        Tensor x = Tensor.of(Shape.of(3, 1, 2), -3, 7, 0, 126.5f / 127.5f - 1, -1, 1);
        assertThat(Picture.of(x).rgb()).containsExactly(new byte[] {0, (byte) 128, 0, (byte) 255, 126, (byte) 255});
    }

    @Test
    void refusesWhatIsNoPicture() {
        Tensor x = Tensor.zeros(3, 2, 4);
        x.data()[8 + 6] = Float.NaN;
        assertThatThrownBy(() -> Picture.of(x))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("not a finite number in channel 1 at pixel 2,1");
        assertThatThrownBy(() -> Picture.of(Tensor.zeros(4, 2, 2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Picture(2, 2, new byte[11])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Picture(0, 2, new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
