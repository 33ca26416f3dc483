package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.flux4j.sampling.Noise;
import org.flux4j.sampling.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingsTest {
    private static final Settings ALL = new Settings("x", new Seed(1), 2, 3f, 4, 5, Noise.BF16, 6);
    private static final Settings OTHER = new Settings("y", new Seed(2), 3, 4f, 5, 6, Noise.F32, 7);

    static Stream<RecordComponent> components() {
        return Stream.of(Settings.class.getRecordComponents());
    }

    /** {@code withSteps} changes {@code steps} and nothing else, and so on. */
    @ParameterizedTest
    @MethodSource("components")
    void eachCanBeReplaced(RecordComponent component) throws ReflectiveOperationException {
        String name = component.getName();
        Object value = component.getAccessor().invoke(OTHER);
        Settings changed = (Settings) Settings.class
                .getMethod("with" + Character.toUpperCase(name.charAt(0)) + name.substring(1), component.getType())
                .invoke(ALL, value);
        for (RecordComponent other : Settings.class.getRecordComponents()) {
            assertThat(other.getAccessor().invoke(changed))
                    .isEqualTo(other.getAccessor().invoke(other.getName().equals(name) ? OTHER : ALL));
        }
    }

    @Test
    void whatIsNullComesFromTheOthers() {
        assertThat(ALL.orElse(OTHER)).isEqualTo(ALL);
        assertThat(Settings.NONE.orElse(OTHER)).isEqualTo(OTHER);
        assertThat(ALL.withSteps(null).withSeed(null).orElse(OTHER))
                .isEqualTo(ALL.withSteps(3).withSeed(new Seed(2)));
    }
}
