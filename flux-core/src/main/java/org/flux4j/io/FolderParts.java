package org.flux4j.io;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.flux4j.BadInputException;

/** Finds the files of a model folder and collects what is missing, so that all of it can be named at once. */
final class FolderParts {
    /** Any of these makes a folder a model folder, if perhaps an incomplete one. */
    private static final String CHARACTERISTIC =
            "{model_index.json,transformer,text_encoder,text_encoder_2,flux1-*.safetensors,flux1-*.gguf,ae.safetensors}";

    private static final String WEIGHTS = "*.{safetensors,gguf}";

    private final Path folder;
    private final Function<Path, WeightFile> opener;
    private final List<String> missing = new ArrayList<>();

    FolderParts(Path folder, Function<Path, WeightFile> opener) {
        this.folder = folder;
        this.opener = opener;
    }

    /** Returns whether a path leads to a folder with anything in it that is found in model folders alone. */
    static boolean isModel(Path path) {
        return !list(path, CHARACTERISTIC).isEmpty();
    }

    /** Returns the files and folders in a folder whose names match, in alphabetical order; none if there is no folder. */
    static List<Path> list(Path folder, String glob) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            found.sort(null);
            return found;
        } catch (DirectoryIteratorException e) {
            throw BadInputException.unreadable(folder, e.getCause());
        } catch (IOException e) {
            throw BadInputException.unreadable(folder, e);
        }
    }

    /**
     * Returns the weights of a part: those in its own folder, which must have a configuration; or else the official file, or
     * any file in the model folder that holds the part, which need none; null if all of them are missing.
     *
     * @param name the usual name of the file in the part's folder
     * @param official the pattern of the official names; empty if there is no official file
     */
    Path weights(ModelPart part, String name, String official) {
        String own = part.folder() + "/" + name;
        Optional<Path> weights = weights(own).or(() -> single(folder.resolve(part.folder()), WEIGHTS));
        if (weights.isPresent()) {
            file(part.folder() + "/config.json");
            return weights.get();
        }
        return single(folder, official).or(() -> holding(part)).orElseGet(() -> {
            if (official.isEmpty()) {
                file(part.folder() + "/config.json");
            }
            missing.add(own + (official.isEmpty() ? "" : " (or " + official + ")"));
            return null;
        });
    }

    /** Returns the only file in a folder that matches; empty if there is none. */
    private static Optional<Path> single(Path folder, String glob) {
        List<Path> files = list(folder, glob);
        if (files.size() > 1) {
            throw new BadInputException(folder + ": expected one " + glob + ", found " + files.size() + ": "
                    + files.get(0).getFileName() + ", " + files.get(1).getFileName());
        }
        return files.stream().findFirst();
    }

    /** Returns the only file in the model folder whose tensors belong to a part; empty if there is none. */
    private Optional<Path> holding(ModelPart part) {
        List<Path> files = list(folder, WEIGHTS).stream()
                .filter(file -> part.isIn(opener.apply(file).tensors().keySet()))
                .toList();
        if (files.size() > 1) {
            throw new BadInputException(folder + ": expected one file with a " + part.module() + ", found "
                    + files.size() + ": " + files.get(0).getFileName() + ", "
                    + files.get(1).getFileName());
        }
        return files.stream().findFirst();
    }

    /** Requires a tokenizer in one file, or in several older ones. */
    void tokenizer(String part, List<String> older) {
        boolean found = exists(part + "/tokenizer.json") || older.stream().allMatch(name -> exists(part + "/" + name));
        if (!found) {
            missing.add(part + "/tokenizer.json (or " + String.join(" and ", older) + ")");
        }
    }

    /** Requires a file. */
    void file(String name) {
        if (!exists(name)) {
            missing.add(name);
        }
    }

    /**
     * Checks that nothing was missing.
     *
     * @throws BadInputException if anything was; it names all of it
     */
    void throwIfMissing() {
        if (!missing.isEmpty()) {
            throw new BadInputException(folder + ": incomplete model folder, missing: " + String.join(", ", missing));
        }
    }

    private Optional<Path> weights(String name) {
        String stem = name.substring(0, name.length() - ".safetensors".length());
        return Stream.of(name, name + ".index.json", stem + ".fp16.safetensors", name + ".index.fp16.json")
                .filter(this::exists)
                .findFirst()
                .map(folder::resolve);
    }

    private boolean exists(String name) {
        return InputFile.exists(folder.resolve(name));
    }
}
