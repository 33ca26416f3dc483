package org.flux4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.io.ModelFolder;
import org.flux4j.io.ReplacedWeights;
import org.flux4j.io.SafeTensors;
import org.flux4j.io.WeightFile;
import org.flux4j.io.Weights;

/**
 * A model folder of which one part was trained: a copy, with other weights in the file of that part.
 *
 * @param original the folder that training began with
 * @param part the name of the part, such as {@code transformer}
 */
record TrainedFolder(ModelFolder original, String part) {
    private static final String INDEX = ".index.json";

    /** The description of the original, which does not describe the copy. */
    private static final String CARD = "README.md";

    /**
     * Returns the copy that is to be written.
     *
     * @throws BadInputException if the part is in a file that is only read
     */
    static TrainedFolder of(ModelFolder original, String part) {
        WeightFile file = original.weightFiles().get(part);
        if (!(file instanceof SafeTensors)) {
            throw new BadInputException(
                    file.source() + ": expected a safetensors file to train all of its weights, found"
                            + " GGUF; --lora trains beside it");
        }
        return new TrainedFolder(original, part);
    }

    /**
     * Writes the copy into the folder {@code model} of a run, and returns its path.
     *
     * @param old the weights of the part, under official names
     * @param trained those in their place
     */
    Path write(Path run, Weights old, Weights trained) {
        Path copy = run.resolve("model");
        WeightFile layout = original.weightFiles().get(part);
        Path stored = Path.of(layout.source());
        copyOthers(copy, stored);
        String name = original.path().relativize(stored).toString();
        Path file = copy.resolve(name.endsWith(INDEX) ? name.substring(0, name.length() - INDEX.length()) : name);
        ReplacedWeights.write(file, layout, old, trained);
        return copy;
    }

    private void copyOthers(Path copy, Path stored) {
        List<Path> others;
        try (Stream<Path> files = Files.walk(original.path())) {
            others = files.filter(file -> Files.isRegularFile(file) && !isReplaced(file, stored))
                    .toList();
        } catch (IOException e) {
            throw BadInputException.unreadable(original.path(), e);
        } catch (UncheckedIOException e) {
            throw BadInputException.unreadable(original.path(), e.getCause());
        }
        for (Path file : others) {
            Path target = copy.resolve(original.path().relativize(file).toString());
            Folders.create(target.getParent());
            copy(file, target);
        }
    }

    private boolean isReplaced(Path file, Path stored) {
        boolean shard = stored.toString().endsWith(INDEX)
                && file.getParent().equals(stored.getParent())
                && file.toString().endsWith(".safetensors");
        return shard || file.equals(stored) || file.equals(original.path().resolve(CARD));
    }

    /** Copies a file unless it was copied before, with the same size. */
    private static void copy(Path file, Path target) {
        try {
            if (!Files.exists(target) || Files.size(target) != Files.size(file)) {
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw BadInputException.unwritable(target, e);
        }
    }
}
