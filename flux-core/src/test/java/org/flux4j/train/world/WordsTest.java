package org.flux4j.train.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Instructions and captions are those of world.py: each of them is said, and nothing else. */
class WordsTest {
    private static final int DRAWN = 5000;

    static List<JsonNode> instructions() {
        return WorldFixture.rows("instructions.jsonl");
    }

    static List<JsonNode> captions() {
        return WorldFixture.rows("captions.jsonl");
    }

    @ParameterizedTest
    @MethodSource("instructions")
    void instructions(JsonNode row) {
        Edit edit = WorldFixture.edit(row);
        List<String> said = WorldFixture.drawn(DRAWN, draw -> Instructions.of(edit.change(), edit.source(), draw));
        assertThat(said.stream().distinct()).containsExactlyInAnyOrderElementsOf(WorldFixture.texts(row.get("texts")));
        assertThat(said.stream().filter(text -> text.endsWith(".")).count()).isBetween(DRAWN / 11L, DRAWN / 9L);
    }

    @ParameterizedTest
    @MethodSource("instructions")
    void mostInstructionsArePlain(JsonNode row) {
        Edit edit = WorldFixture.edit(row);
        String colour = edit.source()
                .objects()
                .get(row.get("object").intValue())
                .look()
                .colour()
                .word();
        long plain = WorldFixture.drawn(DRAWN, draw -> Instructions.of(edit.change(), edit.source(), draw)).stream()
                .map(text -> text.replace(".", "").replaceFirst("the " + colour + " ", "the "))
                .filter(row.get("plain").textValue()::equals)
                .count();
        assertThat(plain).isBetween(DRAWN / 2L, DRAWN * 3L / 4);
    }

    @ParameterizedTest
    @MethodSource("captions")
    void captions(JsonNode row) {
        Scene scene = WorldFixture.scene(row.get("scene"));
        assertThat(WorldFixture.drawn(DRAWN, draw -> Captions.of(scene, draw)).stream()
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(WorldFixture.texts(row.get("texts")));
    }
}
