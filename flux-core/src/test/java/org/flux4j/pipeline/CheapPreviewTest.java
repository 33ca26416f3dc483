package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.flux4j.op.Tensor;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;
import org.flux4j.ref.RefOperators;
import org.junit.jupiter.api.Test;

class CheapPreviewTest {
    @Test
    void coloursEveryLatentPixel() {
        Tensor latents = Tensor.zeros(16, 2, 3);
        latents.data()[4] = 4; // channel 0, row 1, column 1
        latents.data()[15 * 6 + 2] = -8; // channel 15, row 0, column 2

        Picture preview = CheapPreview.of(new RefOperators(1), latents);

        assertThat(preview.size()).isEqualTo(new Resolution(24, 16));
        // 255 · (x/2 + 1/2) of the offsets −0.0329, −0.0718, −0.0851
        assertColour(preview, 0, 0, 123, 118, 117);
        // and of these + 4 · (−0.0346, 0.0244, 0.0681)
        assertColour(preview, 8, 8, 106, 131, 151);
        assertColour(preview, 15, 15, 106, 131, 151);
        // and of these − 8 · (−0.1262, −0.0982, −0.0778)
        assertColour(preview, 16, 7, 252, 219, 196);
    }

    private static void assertColour(Picture picture, int x, int y, int... expected) {
        for (int channel = 0; channel < 3; channel++) {
            assertThat(picture.get(x, y, channel))
                    .as("%d,%d channel %d", x, y, channel)
                    .isEqualTo(expected[channel]);
        }
    }
}
