package org.flux4j.train.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PictureReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenes have the very pixels that world.py draws. */
class DrawingTest {
    static List<JsonNode> stamps() {
        return WorldFixture.rows("stamps.jsonl");
    }

    static List<JsonNode> scenes() {
        return WorldFixture.rows("scenes.jsonl");
    }

    static List<JsonNode> edits() {
        return WorldFixture.rows("edits.jsonl");
    }

    @ParameterizedTest
    @MethodSource("stamps")
    void figuresOfAnyRadiusAreCutOffAtTheEdge(JsonNode row) {
        Picture picture = new Scene(Background.WHITE, List.of()).draw();
        Stamp.of(
                        WorldFixture.constant(Figure.class, row.get("shape")),
                        row.get("radius").intValue())
                .print(
                        picture,
                        row.get("pos").get(0).intValue(),
                        row.get("pos").get(1).intValue(),
                        WorldFixture.constant(Colour.class, row.get("color")).rgb);
        assertThat(WorldFixture.crc(picture)).isEqualTo(row.get("crc").textValue());
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void scenes(JsonNode row) {
        Picture picture = WorldFixture.scene(row.get("scene")).draw();
        assertThat(WorldFixture.crc(picture)).isEqualTo(row.get("crc").textValue());
    }

    @ParameterizedTest
    @MethodSource("edits")
    void editsWithTargetAndAlternatives(JsonNode row) {
        Edit edit = WorldFixture.edit(row);
        assertThat(WorldFixture.crc(edit.input().orElseThrow()))
                .isEqualTo(row.get("input").textValue());
        assertThat(WorldFixture.crc(edit.target())).isEqualTo(row.get("target").textValue());
        assertThat(edit.alternatives().stream().map(WorldFixture::crc))
                .containsExactlyElementsOf(WorldFixture.texts(row.get("alternatives")));
    }

    @Test
    void scenesToLookAt() {
        for (int i = 0; i < 4; i++) {
            Picture picture = WorldFixture.scene(scenes().get(i).get("scene")).draw();
            assertThat(PictureReader.read(WorldFixture.file("scene" + (i + 1) + ".png"))
                            .rgb())
                    .isEqualTo(picture.rgb());
        }
    }
}
