package org.flux4j.train.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is held out is what world.py holds out, and training never shows it. */
class SplitTest {
    private static final int EXAMPLES = 2000;

    static List<JsonNode> edits() {
        return WorldFixture.rows("edits.jsonl");
    }

    static List<JsonNode> captions() {
        return WorldFixture.rows("captions.jsonl");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CAPTION")
    void theSameCombinationsAreHeldOut(Kind kind) {
        JsonNode row = WorldFixture.rows("held-out.jsonl").getFirst();
        assertThat(words(Split.HELD_OUT_EVERYWHERE))
                .containsExactlyInAnyOrderElementsOf(WorldFixture.texts(row.get("everywhere")));
        assertThat(words(Split.HELD_OUT_BY_KIND.get(kind)))
                .containsExactlyInAnyOrderElementsOf(WorldFixture.texts(row.get(kind.word())));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void theSameEditsAreForTraining(JsonNode row) {
        Edit edit = WorldFixture.edit(row);
        List<Boolean> trainable = edit.change().choices(edit.source()).stream()
                .map(choice -> Split.TRAINING.includes(edit.source(), choice))
                .toList();
        assertThat(trainable)
                .containsExactlyElementsOf(WorldFixture.items(row.get("trainable"))
                        .map(JsonNode::booleanValue)
                        .toList());
        boolean held = row.get("held").booleanValue();
        assertThat(Split.HELD_OUT.includes(edit.source(), edit.change())).isEqualTo(held);
        assertThat(Split.TRAINING.includes(edit.source(), edit.change())).isEqualTo(!held);
    }

    @ParameterizedTest
    @MethodSource("captions")
    void theSameScenesAreForTraining(JsonNode row) {
        Scene scene = WorldFixture.scene(row.get("scene"));
        boolean held = row.get("held").booleanValue();
        assertThat(Split.HELD_OUT.includes(scene)).isEqualTo(held);
        assertThat(Split.TRAINING.includes(scene)).isEqualTo(!held);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CAPTION")
    void noTrainingEditShowsWhatIsHeldOut(Kind kind) {
        World world = new World(1, Split.TRAINING);
        for (int i = 0; i < EXAMPLES; i++) {
            Edit edit = world.edit(kind, i);
            Scene target = edit.change().apply(edit.source());
            assertThat(edit.source().looks()).doesNotContainAnyElementsOf(Split.HELD_OUT_EVERYWHERE);
            assertThat(target.looks()).doesNotContainAnyElementsOf(Split.HELD_OUT_EVERYWHERE);
            assertThat(edit.change().touched(edit.source())).noneMatch(Split.HELD_OUT_BY_KIND.get(kind)::contains);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CAPTION")
    void everyHeldOutEditTouchesWhatIsHeldOut(Kind kind) {
        World world = new World(1, Split.HELD_OUT);
        for (int i = 0; i < EXAMPLES; i++) {
            Edit edit = world.edit(kind, i);
            assertThat(edit.change().touched(edit.source()))
                    .anyMatch(look -> Split.HELD_OUT_EVERYWHERE.contains(look)
                            || Split.HELD_OUT_BY_KIND.get(kind).contains(look));
        }
    }

    @Test
    void captionsAreSplitByTheirScenes() {
        for (int i = 0; i < EXAMPLES; i++) {
            assertThat(new World(1, Split.TRAINING).caption(i).scene().looks())
                    .doesNotContainAnyElementsOf(Split.HELD_OUT_EVERYWHERE);
            assertThat(new World(1, Split.HELD_OUT).caption(i).scene().looks())
                    .containsAnyElementsOf(Split.HELD_OUT_EVERYWHERE);
        }
    }

    private static List<String> words(Collection<Combination> looks) {
        return Set.copyOf(looks).stream().map(Combination::toString).toList();
    }
}
