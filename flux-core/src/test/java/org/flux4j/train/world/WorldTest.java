package org.flux4j.train.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorldTest {
    private static final World TRAINING = new World(7, Split.TRAINING);

    @ParameterizedTest
    @EnumSource
    void theSameNumberIsTheSameExample(Kind kind) {
        List<Example> forth =
                LongStream.range(0, 50).mapToObj(i -> TRAINING.example(kind, i)).toList();
        for (int i = 49; i >= 0; i--) {
            assertThat(new World(7, Split.TRAINING).example(kind, i)).isEqualTo(forth.get(i));
        }
        assertThat(Set.copyOf(forth)).hasSizeGreaterThan(45);
        assertThat(new World(8, Split.TRAINING).example(kind, 0)).isNotEqualTo(forth.getFirst());
    }

    /** What was drawn once is drawn by every later version, or models are judged by other edits. */
    @Test
    void theFirstExamplesStay() {
        assertThat(LongStream.range(0, 3)
                        .mapToObj(i -> TRAINING.edit(Kind.MOVE, i).prompt()))
                .containsExactly(
                        "move the yellow star to the bottom right",
                        "move the cross to the bottom left corner",
                        "move the red square to the top right");
        assertThat(WorldFixture.crc(TRAINING.edit(Kind.BOX, 0).target())).isEqualTo("cad79c86");
    }

    @ParameterizedTest
    @EnumSource
    void everyExampleChangesThePicture(Kind kind) {
        for (int i = 0; i < 200; i++) {
            Example example = new World(2, Split.HELD_OUT).example(kind, i);
            assertThat(example.kind()).isEqualTo(kind);
            example.input()
                    .ifPresent(input -> assertThat(input.rgb())
                            .isNotEqualTo(example.target().rgb()));
        }
    }

    @Test
    void objectsHaveCellsAndFiguresOfTheirOwn() {
        Set<SceneObject> seen = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            List<SceneObject> objects =
                    TRAINING.edit(Kind.BACKGROUND, i).source().objects();
            assertThat(objects).hasSizeBetween(1, 3);
            assertThat(objects.stream().map(SceneObject::cell)).doesNotHaveDuplicates();
            assertThat(objects.stream().map(object -> object.look().figure())).doesNotHaveDuplicates();
            seen.addAll(objects);
        }
        assertThat(seen.stream().map(SceneObject::x).distinct()).containsExactlyInAnyOrder(12, 16, 20, 44, 48, 52);
        assertThat(seen.stream().map(SceneObject::look).distinct()).hasSize(32);
        assertThat(seen.stream().map(SceneObject::size).distinct()).hasSize(2);
    }

    @Test
    void captionsDescribeCentredObjects() {
        for (int i = 0; i < 500; i++) {
            List<SceneObject> objects = TRAINING.caption(i).scene().objects();
            assertThat(objects).hasSizeBetween(1, 2).allMatch(object -> object.equals(object.centred()));
        }
    }

    @Test
    void aCaptionIsNoEdit() {
        assertThatThrownBy(() -> TRAINING.edit(Kind.CAPTION, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
