package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.flux4j.io.ModelFolder;
import org.flux4j.picture.Picture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that have been opened are not opened again: neither by the model of a folder, nor by its pictures. */
class OpenModelTest {
    @ParameterizedTest
    @ValueSource(strings = {"tiny-random", "tiny-dev", "tiny-official"})
    void makesPicturesWhenItsFilesAreGone(String name, @TempDir Path temporary) throws IOException {
        ModelCopy copy = ModelCopy.of(name, temporary);
        ModelFolder folder = ModelFolder.open(copy.folder());
        delete(copy, file -> file.toString().endsWith(".safetensors") || file.endsWith("config.json"));
        Model model = Model.open(folder);
        delete(copy, file -> true);
        assertThat(copy.files()).isEmpty();
        for (long seed : new long[] {1, 2}) {
            Picture got =
                    TinyRuns.generate(name).model(model).seed(seed).build().run();
            Picture want = TinyRuns.generate(name).seed(seed).build().run();
            assertThat(got.rgb()).isEqualTo(want.rgb());
        }
    }

    private static void delete(ModelCopy copy, Predicate<Path> which) throws IOException {
        for (Path file : copy.files()) {
            if (which.test(file)) {
                Files.delete(file);
            }
        }
    }
}
