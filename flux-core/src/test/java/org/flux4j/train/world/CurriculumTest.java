package org.flux4j.train.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurriculumTest {
    private static final int COUNT = 4000;

    private final Curriculum curriculum = new Curriculum(new World(3, Split.TRAINING));

    @Test
    void kindsHaveTheirShares() {
        Map<Kind, Integer> found = new EnumMap<>(Kind.class);
        for (int i = 0; i < COUNT; i++) {
            found.merge(curriculum.example(i).kind(), 1, Integer::sum);
        }
        assertThat(found.get(Kind.RESHAPE) / (double) COUNT).isCloseTo(0.22, within(0.02));
        assertThat(found.get(Kind.CAPTION) / (double) COUNT).isCloseTo(0.19, within(0.02));
        assertThat(found.get(Kind.BACKGROUND) / (double) COUNT).isCloseTo(0.02, within(0.01));
        assertThat(found).containsKeys(Kind.values());
    }

    @Test
    void nothingThatIsHeldOutIsTaught() {
        for (int i = 0; i < COUNT; i++) {
            Example example = curriculum.example(i);
            boolean taught = switch (example) {
                case Edit edit -> Split.TRAINING.includes(edit.source(), edit.change());
                case Caption caption -> Split.TRAINING.includes(caption.scene());
            };
            assertThat(taught).as(example.prompt()).isTrue();
        }
    }

    @Test
    void numbersAlwaysDrawTheSame() {
        assertThat(curriculum.example(5).prompt())
                .isEqualTo(curriculum.example(5).prompt());
        assertThat(FreePicture.draw(1, 5).rgb())
                .isEqualTo(FreePicture.draw(1, 5).rgb());
        assertThat(FreePicture.draw(1, 5).rgb())
                .isNotEqualTo(FreePicture.draw(1, 6).rgb());
    }
}
