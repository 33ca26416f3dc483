package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.flux4j.BadInputException;
import org.flux4j.picture.Picture;
import org.flux4j.picture.Resolution;
import org.flux4j.ref.RefProvider;
import org.flux4j.sampling.Noise;
import org.flux4j.sampling.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link FluxPipeline} makes of a request. */
class DefaultsTest {
    private static final Picture REFERENCE = Picture.black(64, 48);

    @Test
    void whatIsNotGivenIsTheModelsDefault() {
        assertThat(builder("tiny-dev").build().settings())
                .isEqualTo(new Settings("x", new Seed(0), 28, 3.5f, 1024, 1024, Noise.F32, 512));
        assertThat(builder("tiny-schnell").build().settings())
                .isEqualTo(new Settings("x", new Seed(0), 4, null, 1024, 1024, Noise.F32, 256));
        assertThat(builder("tiny-random").reference(REFERENCE).build().settings())
                .isEqualTo(new Settings("x", new Seed(0), 28, 2.5f, 144, 112, Noise.F32, 512));
    }

    @Test
    void whatIsGivenIsTaken() {
        Settings given = new Settings("y", new Seed(-1), 3, 4f, 48, 32, Noise.BF16, 8);
        FluxPipeline pipeline = builder("tiny-random").settings(given).build();
        assertThat(pipeline.settings()).isEqualTo(given);
        assertThat(pipeline.notes()).isEmpty();
        FluxPipeline likewise = builder("tiny-random")
                .prompt("y")
                .seed(-1)
                .steps(3)
                .guidance(4)
                .size(new Resolution(48, 32))
                .noise(Noise.BF16)
                .textTokens(8)
                .build();
        assertThat(likewise.settings()).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource({
        "0, steps: expected at least 1",
        "-2147483648, steps: expected at least 1",
        "10001, steps: expected at most 10000",
        "2147483647, steps: expected at most 10000"
    })
    void stepsHaveLimits(int steps, String message) {
        assertRefused(Settings.NONE.withSteps(steps), message + ", found " + steps);
    }

    @ParameterizedTest
    @CsvSource({
        "0, text tokens: expected at least 1",
        "-1, text tokens: expected at least 1",
        "4097, text tokens: expected at most 4096",
        "100000, text tokens: expected at most 4096",
        "2147483647, text tokens: expected at most 4096"
    })
    void textTokensHaveLimits(int tokens, String message) {
        assertRefused(Settings.NONE.withTextTokens(tokens), message + ", found " + tokens);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, guidance: expected 0 or more",
        "-Infinity, guidance: expected 0 or more",
        "NaN, guidance: expected 0 or more",
        "1000.5, guidance: expected at most 1000",
        "1e38, guidance: expected at most 1000",
        "Infinity, guidance: expected at most 1000"
    })
    void guidanceHasLimits(float guidance, String message) {
        assertRefused(Settings.NONE.withGuidance(guidance), message + ", found " + guidance);
    }

    @ParameterizedTest
    @CsvSource({
        "2147483647, 2147483647, expected at most 16777216 pixels in all",
        "4096, 4097, expected at most 16777216 pixels in all",
        "2147483647, 16, expected at most 16777216 pixels in all",
        "0, 2147483647, expected at least 16 × 16 pixels",
        "-2147483648, 2147483647, expected at least 16 × 16 pixels",
        "-16, -16, expected at least 16 × 16 pixels"
    })
    void sizesHaveLimits(int width, int height, String message) {
        String size = "size " + new Resolution(width, height) + ": ";
        assertRefused(Settings.NONE.withWidth(width).withHeight(height), size + message);
        assertThatThrownBy(() -> builder("tiny-random")
                        .reference(REFERENCE)
                        .referenceSize(new Resolution(width, height))
                        .build())
                .isInstanceOf(BadInputException.class)
                .hasMessage(size + message);
    }

    @Test
    void aSizeHasTwoSides() {
        assertRefused(Settings.NONE.withWidth(32), "size: expected both width and height, found one of them");
        assertRefused(Settings.NONE.withHeight(32), "size: expected both width and height, found one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-dev", "tiny-schnell"})
    void aModelThatWasNotTrainedToEditIsNoted(String model) {
        assertThat(builder(model).reference(REFERENCE).build().notes())
                .containsExactly("this model was not trained to edit: its model_index.json names FluxPipeline, not"
                        + " FluxKontextPipeline");
        assertThat(builder(model).build().notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-random", "tiny-official"})
    void oneThatWasOrMayBeIsNot(String model) {
        assertThat(builder(model).reference(REFERENCE).build().notes()).isEmpty();
    }

    private static FluxPipelineBuilder builder(String model) {
        return FluxPipeline.builder().model(testdata(model)).prompt("x").operators(new RefProvider().create(2));
    }

    private static void assertRefused(Settings settings, String message) {
        assertThatThrownBy(() ->
                        builder("tiny-dev").settings(settings.withPrompt("x")).build())
                .isInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    private static Path testdata(String name) {
        return Path.of("..", "testdata", name);
    }
}
