package org.flux4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.flux4j.picture.Picture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that is open makes pictures without its folder: what was read from it is not read again. */
class OpenModelTest {
    @ParameterizedTest
    @ValueSource(strings = {"tiny-kontext", "tiny-official"})
    void makesPicturesWhenItsFilesAreGone(String name, @TempDir Path temporary) throws IOException {
        Path folder = ModelCopy.of(name, temporary).folder();
        Model model = Model.open(folder);
        deleteAll(folder);
        for (long seed : new long[] {1, 2}) {
            Picture got =
                    TinyRuns.generate(name).model(model).seed(seed).build().run();
            Picture want = TinyRuns.generate(name).seed(seed).build().run();
            assertThat(got.rgb()).isEqualTo(want.rgb());
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        for (Path path : walk(folder).reversed()) {
            Files.delete(path);
        }
        assertThat(folder).doesNotExist();
    }

    private static List<Path> walk(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.naturalOrder()).toList();
        }
    }
}
