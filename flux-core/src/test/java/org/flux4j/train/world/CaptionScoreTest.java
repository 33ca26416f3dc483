package org.flux4j.train.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.flux4j.picture.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CaptionScoreTest {
    private static final SceneObject STAR =
            SceneObject.centred(new Combination(Colour.RED, Figure.STAR), Size.BIG, Cell.TOP_RIGHT);

    private static final Scene SCENE = new Scene(Background.GRAY, List.of(STAR));

    static List<JsonNode> rows() {
        return WorldFixture.rows("captions.jsonl");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theSameScoresAsInPython(JsonNode row) {
        Scene scene = WorldFixture.scene(row.get("scene"));
        for (JsonNode output : row.get("outputs")) {
            Picture other = WorldFixture.scene(output.get("scene")).draw();
            CaptionScore score = CaptionScore.of(
                    new Caption("", scene),
                    WorldFixture.blend(scene.draw(), other, output.get("weight").intValue()));
            assertThat(score.wrong().stream().map(Cell::word))
                    .containsExactlyElementsOf(WorldFixture.texts(output.get("wrong")));
            assertThat(score.background()).isEqualTo(output.get("background").booleanValue());
        }
    }

    @Test
    void theSceneSucceedsInAnySize() {
        assertThat(score(SCENE).isSuccess()).isTrue();
        assertThat(score(SCENE.with(0, STAR.withOtherSize())).isSuccess()).isTrue();
    }

    @Test
    void aWrongColourFigureOrPlaceFails() {
        assertThat(score(SCENE.with(0, STAR.withColour(Colour.PURPLE))).wrong()).containsExactly(Cell.TOP_RIGHT);
        assertThat(score(SCENE.with(0, STAR.withFigure(Figure.CROSS))).wrong()).containsExactly(Cell.TOP_RIGHT);
        assertThat(score(SCENE.with(0, STAR.in(Cell.TOP_LEFT))).wrong()).containsExactly(Cell.TOP_LEFT, Cell.TOP_RIGHT);
        assertThat(score(SCENE.without(0)).wrong()).containsExactly(Cell.TOP_RIGHT);
        assertThat(score(SCENE.with(STAR.in(Cell.BOTTOM_LEFT))).wrong()).containsExactly(Cell.BOTTOM_LEFT);
        assertThat(score(SCENE.without(0)).isSuccess()).isFalse();
    }

    @Test
    void aWrongBackgroundFails() {
        CaptionScore score = score(SCENE.on(Background.PINK));
        assertThat(score.background()).isFalse();
        assertThat(score.isSuccess()).isFalse();
    }

    @Test
    void refusesPicturesOfAnotherSize() {
        assertThatThrownBy(() -> CaptionScore.of(new Caption("", SCENE), Picture.black(32, 64)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CaptionScore score(Scene shown) {
        return CaptionScore.of(new Caption("", SCENE), shown.draw());
    }
}
