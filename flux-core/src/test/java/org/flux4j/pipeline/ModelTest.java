package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.flux4j.io.ModelFolder;
import org.flux4j.model.FluxParams;
import org.flux4j.sampling.DynamicShift;
import org.flux4j.sampling.Schedule;
import org.flux4j.sampling.StaticShift;
import org.junit.jupiter.api.Test;

class ModelTest {
    @Test
    void officialFilesAreShiftedUnlessTheyAreSchnells() {
        assertThat(officialSchedule("tiny-dev")).isEqualTo(DynamicShift.OFFICIAL);
        assertThat(officialSchedule("tiny-schnell")).isEqualTo(StaticShift.NONE);
    }

    @Test
    void foldersAreShiftedAsTheySay() {
        assertThat(Model.open(folder("tiny-random")).schedule()).isInstanceOf(DynamicShift.class);
        assertThat(Model.open(folder("tiny-schnell")).schedule()).isEqualTo(StaticShift.NONE);
    }

    private static Schedule officialSchedule(String name) {
        return Model.officialSchedule(FluxParams.of(ModelFolder.open(folder(name))));
    }

    private static Path folder(String name) {
        return Path.of("..", "testdata", name);
    }
}
