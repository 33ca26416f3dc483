package org.flux4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PngText;
import org.flux4j.picture.PngWriter;
import org.flux4j.pipeline.Settings;
import org.flux4j.sampling.Noise;
import org.flux4j.sampling.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {
    @TempDir
    private Path folder;

    /** The picture of the README, which has had these bytes from the first. */
    @Test
    void isStoredAsItAlwaysWas() {
        Path picture = Path.of("..", "testdata", "pictures", "lake-edited.png");
        Recipe recipe = Recipe.read(picture, "edit");
        assertThat(recipe)
                .isEqualTo(new Recipe(
                        "edit",
                        List.of("testdata/pictures/lake.jpg"),
                        null,
                        null,
                        PartNames.NONE,
                        List.of(),
                        false,
                        new Settings("make it snow", new Seed(7), 28, 2.5f, 144, 112, Noise.F32, 512)));
        assertThat(recipe.toJson()).isEqualTo(PngText.read(picture).get(Recipe.KEYWORD));
    }

    @Test
    void everythingComesBack() {
        Settings settings = new Settings("\u5e3d\n\"x\"", new Seed(-1), 1, 0f, 16, 32, Noise.BF16, 8);
        Recipe recipe = new Recipe(
                "edit",
                List.of("a b.png", "c.jpg"),
                "1,2,3,4",
                "model",
                new PartNames("t.gguf", null, null),
                List.of("a:0.5", "b"),
                true,
                settings);
        assertThat(recipe.toJson())
                .startsWith("{\"command\":\"edit\",\"prompt\":\"\u5e3d\\n")
                .contains("\"seed\":18446744073709551615,", "\"noise\":\"BF16\"");
        assertThat(stored(recipe.toJson())).isEqualTo(recipe);
    }

    @Test
    void whatIsNotThereIsNull() {
        Recipe empty = new Recipe("edit", null, null, null, PartNames.NONE, null, false, Settings.NONE);
        assertThat(empty.toJson()).isEqualTo("{\"command\":\"edit\"}");
        assertThat(stored("{\"command\":\"edit\",\"future\":[1]}")).isEqualTo(empty);
        Recipe emptyPrompt =
                new Recipe("edit", null, null, null, PartNames.NONE, null, false, Settings.NONE.withPrompt(""));
        assertThat(stored(emptyPrompt.toJson())).isEqualTo(emptyPrompt);
    }

    @Test
    void aNegativeSeedIsTheSameAsItself() {
        assertThat(stored("{\"command\":\"edit\",\"seed\":-5}").settings().seed())
                .isEqualTo(new Seed(-5))
                .hasToString("18446744073709551611");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                "width":99999999999         | out of range of int
                "steps":2147483648          | out of range of int
                "steps":1.5                 | Cannot coerce Floating-point value (1.5)
                "textTokens":"x"            | not a valid `java.lang.Integer` value
                "seed":18446744073709551616 | seed: expected a number from -9223372036854775808 to 18446744073709551615
                "seed":1.5                  | Cannot coerce Floating-point value (1.5)
                "noise":"F64"               | not one of the values accepted for Enum class
                "images":3                  | Cannot deserialize value of type
                "images":[null]             | problem:
                "prompt"                    | Unexpected character
                """)
    void damagedSettingsAreOneLine(String field, String reason) {
        assertThatThrownBy(() -> stored("{\"command\":\"edit\"," + field + "}"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(folder.resolve("picture.png") + ": its flux4j settings are damaged: ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void picturesThatAreGoneAreNamed() {
        Path gone = folder.resolve("gone.png");
        Path picture = folder.resolve("picture.png");
        Recipe recipe = stored("{\"command\":\"edit\",\"images\":[\"" + picture + "\",\"" + gone + "\"]}");
        assertThatThrownBy(() -> recipe.checkImages(picture))
                .isInstanceOf(BadInputException.class)
                .hasMessage(picture + ": made from " + gone
                        + ", which does not exist; name the picture: flux edit IMAGE --like " + picture);
    }

    private Recipe stored(String json) {
        Path picture = folder.resolve("picture.png");
        PngWriter.write(picture, Picture.black(1, 1), Map.of(Recipe.KEYWORD, json));
        return Recipe.read(picture, "edit");
    }
}
