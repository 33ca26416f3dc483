package org.flux4j.train.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.picture.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EditScoreTest {
    static List<JsonNode> rows() {
        return WorldFixture.rows("edits.jsonl");
    }

    static Stream<Edit> edits() {
        return Stream.of(Split.values())
                .flatMap(split -> Stream.of(Kind.values())
                        .filter(kind -> kind != Kind.CAPTION)
                        .flatMap(kind -> IntStream.range(0, 10).mapToObj(i -> new World(11, split).edit(kind, i))));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theSameScoresAsInPython(JsonNode row) {
        Edit edit = WorldFixture.edit(row);
        for (JsonNode output : row.get("outputs")) {
            Picture other = edit.alternatives().get(output.get("alternative").intValue());
            EditScore score = EditScore.of(
                    edit,
                    WorldFixture.blend(
                            edit.target(), other, output.get("weight").intValue()));
            assertThat(score.error()).isCloseTo(output.get("error").doubleValue(), within(1e-9));
            assertThat(score.nearest()).isEqualTo(output.get("nearest").booleanValue());
            assertThat(score.preservation())
                    .isCloseTo(output.get("preservation").doubleValue(), within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("edits")
    void theTargetSucceedsAndNoAlternativeDoes(Edit edit) {
        EditScore exact = EditScore.of(edit, edit.target());
        assertThat(exact.isSuccess()).isTrue();
        assertThat(exact.error()).isZero();
        assertThat(exact.preservation()).isCloseTo(78.13, within(0.01));
        for (Picture alternative : edit.alternatives()) {
            assertThat(EditScore.of(edit, alternative).nearest()).isFalse();
        }
    }

    @Test
    void aLeftoverBoxFails() {
        for (int i = 0; i < 200; i++) {
            Edit edit = new World(5, Split.TRAINING).edit(Kind.BOX, i);
            Picture boxed = edit.box().orElseThrow().draw(edit.target());
            assertThat(EditScore.of(edit, boxed).isSuccess()).as("%s", edit).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("edits")
    void anEvenErrorFailsFromTwelveGreyLevels(Edit edit) {
        Picture target = edit.target();
        assertThat(EditScore.of(edit, shifted(target, 11)).isSuccess()).isTrue();
        EditScore score = EditScore.of(edit, shifted(target, 12));
        assertThat(score.error()).isEqualTo(12);
        assertThat(score.isSuccess()).isFalse();
    }

    @Test
    void preservationCountsOutsideAlone() {
        Edit edit = new World(5, Split.TRAINING).edit(Kind.REMOVE, 0);
        EditScore score = EditScore.of(edit, shifted(edit.target(), 5));
        assertThat(score.error()).isEqualTo(5);
        assertThat(score.preservation()).isCloseTo(20 * Math.log10(255 / 5.0), within(1e-9));
        EditScore undone = EditScore.of(edit, edit.input().orElseThrow());
        assertThat(undone.preservation()).isGreaterThan(40);
        assertThat(undone.error()).isGreaterThan(12);
    }

    @Test
    void refusesPicturesOfAnotherSize() {
        Edit edit = new World(5, Split.TRAINING).edit(Kind.MOVE, 0);
        assertThatThrownBy(() -> EditScore.of(edit, Picture.black(64, 80)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a picture of 64 × 64 pixels, found 64 × 80");
    }

    /** Returns a picture in which every channel of every pixel is off by some grey levels. */
    private static Picture shifted(Picture picture, int levels) {
        Picture shifted = Picture.black(picture.width(), picture.height());
        for (int i = 0; i < shifted.rgb().length; i++) {
            int value = Byte.toUnsignedInt(picture.rgb()[i]);
            shifted.rgb()[i] = (byte) (value < 128 ? value + levels : value - levels);
        }
        return shifted;
    }
}
