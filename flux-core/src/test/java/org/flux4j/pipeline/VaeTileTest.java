package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flux4j.BadInputException;
import org.flux4j.picture.Resolution;
import org.junit.jupiter.api.Test;

/** Whole pictures that are decoded in tiles. */
class VaeTileTest {
    @Test
    void noPixelIsOffByMoreThanAGreyLevel() {
        FluxPipelineBuilder builder = TinyRuns.edit("tiny-kontext").size(new Resolution(208, 176));
        byte[] whole = builder.vaeTile(0).build().run().rgb();
        byte[] tiles = builder.vaeTile(64).build().run().rgb();
        assertThat(tiles).hasSameSizeAs(whole);
        for (int i = 0; i < whole.length; i++) {
            assertThat(Math.abs((whole[i] & 0xFF) - (tiles[i] & 0xFF)))
                    .as("byte %d", i)
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void tilesThatAreTooSmallAreRefused() {
        assertThatThrownBy(() -> TinyRuns.generate("tiny-random").vaeTile(31))
                .isInstanceOf(BadInputException.class)
                .hasMessage("vae tile: expected 0 or at least 32, found 31");
    }
}
