package org.flux4j.vector.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import org.flux4j.vector.VectorizedOperators;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.tile.Tile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneLoaderTest {
    @ParameterizedTest
    @ValueSource(ints = {64, 128, 256, 512})
    void copiesHaveTheirWidth(int bits) throws ReflectiveOperationException {
        Class<?> lanes = LaneLoader.of(bits).copy(Lanes.class);
        assertThat(lanes.getField("L").getInt(null)).isEqualTo(bits / Float.SIZE);
        Class<?> tile = LaneLoader.of(bits).copy(Tile.class);
        assertThat(tile.getField("COLUMNS").getInt(null)).isEqualTo(2 * bits / Float.SIZE);
    }

    @Test
    void classesOfAllPackagesAreCopiedOncePerWidth() throws ReflectiveOperationException {
        for (Class<?> original : new Class<?>[] {VectorizedOperators.class, Lanes.class, Tile.class, Engine.class}) {
            Class<?> copy = LaneLoader.of(128).copy(original);
            assertThat(copy.getName()).isEqualTo(original.getName());
            assertThat(copy).isNotSameAs(original);
            assertThat(copy.getClassLoader()).isSameAs(LaneLoader.of(128));
            assertThat(LaneLoader.of(128).copy(original)).isSameAs(copy);
            assertThat(LaneLoader.of(256).copy(original)).isNotSameAs(copy);
        }
    }

    @Test
    void theContractAndTheLoaderAreNotCopied() throws ReflectiveOperationException {
        Class<?> copy = LaneLoader.of(128).copy(VectorizedOperators.class);
        assertThat(copy.getInterfaces()).isEqualTo(VectorizedOperators.class.getInterfaces());
        assertThat(LaneLoader.of(128).copy(LaneLoader.class)).isSameAs(LaneLoader.class);
    }
}
