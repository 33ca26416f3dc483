package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flux4j.io.ModelFolder;
import org.flux4j.model.FluxParams;
import org.flux4j.picture.Picture;
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

    /** Each picture is made from what the opened folder has mapped: its files are not there any more. */
    @ParameterizedTest
    @ValueSource(strings = {"tiny-kontext", "tiny-dev", "tiny-official"})
    void severalPicturesOfAnOpenModelReadNoWeightFileAgain(String name, @TempDir Path temporary) throws IOException {
        ModelCopy copy = ModelCopy.of(name, temporary);
        ModelFolder folder = ModelFolder.open(copy.folder());
        for (Path file : copy.files()) {
            if (file.toString().endsWith(".safetensors") || file.endsWith("config.json")) {
                Files.delete(file);
            }
        }
        Model model = Model.open(folder);
        byte[] first = generate(model, 1).rgb();
        assertThat(generate(model, 2).rgb()).isNotEqualTo(first);
        assertThat(generate(model, 1).rgb()).isEqualTo(first);
    }

    private static Picture generate(Model model, long seed) {
        return FluxPipeline.builder()
                .model(model)
                .prompt("a hat")
                .size(new Resolution(64, 48))
                .textTokens(16)
                .steps(1)
                .seed(seed)
                .build()
                .run();
    }

    private static Schedule officialSchedule(String name) {
        return Model.officialSchedule(FluxParams.of(ModelFolder.open(folder(name))));
    }

    private static Path folder(String name) {
        return Path.of("..", "testdata", name);
    }
}
