package org.flux4j.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flux4j.io.SafeTensors;
import org.flux4j.io.SafeTensorsWriter;
import org.flux4j.io.StoredTensor;

/** A copy of one of the tiny models, for tests that change its files. */
public record ModelCopy(Path folder) {
    static final Path TESTDATA = Path.of("..", "testdata");

    /** Copies the model of that name into a folder of that name. */
    public static ModelCopy of(String name, Path into) throws IOException {
        Path source = TESTDATA.resolve(name);
        Path folder = into.resolve(name);
        for (Path file : files(source)) {
            Path to = folder.resolve(source.relativize(file));
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
        }
        return new ModelCopy(folder);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    List<Path> files() throws IOException {
        return files(folder);
    }

    /** Writes a weight file again with other tensors. */
    public void change(String name, Consumer<Map<String, StoredTensor>> change) throws IOException {
        SafeTensors old = SafeTensors.open(file(name));
        Map<String, StoredTensor> tensors = new LinkedHashMap<>(old.tensors());
        change.accept(tensors);
        List<StoredTensor> named = tensors.entrySet().stream()
                .map(entry -> new StoredTensor(
                        entry.getKey(),
                        entry.getValue().type(),
                        entry.getValue().shape(),
                        entry.getValue().bytes()))
                .toList();
        SafeTensorsWriter.write(file(name), named, old.metadata());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
