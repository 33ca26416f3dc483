package org.flux4j.io;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flux4j.BadInputException;

/** Finds the files of a model folder and collects what is missing, so that all of it can be named at once. */
final class FolderParts {
    /** Any of these makes a folder a model folder, if perhaps an incomplete one. */
    private static final String CHARACTERISTIC =
            "{model_index.json,transformer,text_encoder,text_encoder_2,flux1-*.safetensors,ae.safetensors}";

    private final Path folder;
    private final List<String> missing = new ArrayList<>();

    FolderParts(Path folder) {
        this.folder = folder;
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
     * Returns the weights of a part in the layout of diffusers, or else the official file, which needs no configuration;
     * null if both are missing.
     */
    Path modelOrOfficial(String part, String official) {
        Optional<Path> weights = weights(part + "/diffusion_pytorch_model.safetensors");
        if (weights.isPresent()) {
            file(part + "/config.json");
            return weights.get();
        }
        List<Path> files = list(folder, official);
        if (files.size() > 1) {
            throw new BadInputException(folder + ": expected one " + official + ", found " + files.size() + ": "
                    + files.get(0).getFileName() + ", " + files.get(1).getFileName());
        }
        if (files.isEmpty()) {
            missing.add(part + "/diffusion_pytorch_model.safetensors (or " + official + ")");
            return null;
        }
        return files.getFirst();
    }

    /** Returns the weights of a part in the layout of transformers; null if they are missing. */
    Path textEncoder(String part) {
        file(part + "/config.json");
        String name = part + "/model.safetensors";
        Optional<Path> weights = weights(name);
        if (weights.isEmpty()) {
            missing.add(name);
        }
        return weights.orElse(null);
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
        return Stream.of(name, name + ".index.json")
                .filter(this::exists)
                .findFirst()
                .map(folder::resolve);
    }

    private boolean exists(String name) {
        return InputFile.exists(folder.resolve(name));
    }
}
