package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flux4j.io.ModelFolder;
import org.flux4j.model.FluxParams;
import org.flux4j.picture.Resolution;
import org.flux4j.sampling.DynamicShift;
import org.flux4j.sampling.Schedule;
import org.flux4j.sampling.StaticShift;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
    @Test
    void officialFilesAreShiftedUnlessTheyAreSchnells() {
        assertThat(officialSchedule("tiny-dev")).isEqualTo(DynamicShift.OFFICIAL);
        assertThat(officialSchedule("tiny-schnell")).isEqualTo(StaticShift.NONE);
    }

    @Test
    void foldersAreShiftedAsTheySay() {
        assertThat(Model.open(folder("tiny-kontext")).schedule()).isInstanceOf(DynamicShift.class);
        assertThat(Model.open(folder("tiny-schnell")).schedule()).isEqualTo(StaticShift.NONE);
    }

    /** So a folder that is open needs its weight files and configurations no more, only what they are mapped to. */
    @ParameterizedTest
    @ValueSource(strings = {"tiny-kontext", "tiny-dev", "tiny-official"})
    void anOpenFolderReadsNoWeightFileAgain(String name, @TempDir Path temporary) throws IOException {
        ModelCopy copy = ModelCopy.of(name, temporary);
        ModelFolder folder = ModelFolder.open(copy.folder());
        for (Path file : copy.files()) {
            if (file.toString().endsWith(".safetensors") || file.endsWith("config.json")) {
                Files.delete(file);
            }
        }
        Resolution size = new Resolution(64, 48);
        assertThat(Model.open(folder).transformer().params())
                .isEqualTo(Model.open(folder).transformer().params());
        assertThat(MemoryForecast.of(folder, 1).stages(size, List.of(size), 64)).hasSize(4);
    }

    private static Schedule officialSchedule(String name) {
        return Model.officialSchedule(FluxParams.of(ModelFolder.open(folder(name))));
    }

    private static Path folder(String name) {
        return Path.of("..", "testdata", name);
    }
}
