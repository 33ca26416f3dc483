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

/** Looks for the files of a model folder and notes what is missing, so that all of it can be named at once. */
final class FolderParts {
    private final Path folder;
    private final List<String> missing = new ArrayList<>();

    FolderParts(Path folder) {
        this.folder = folder;
    }

    /** The weights in a part of diffusers, or the official file in their place, which needs no configuration. */
    Path modelOrOfficial(String part, String official) {
        Optional<Path> weights = weights(part + "/diffusion_pytorch_model.safetensors");
        if (weights.isPresent()) {
            file(part + "/config.json");
            return weights.get();
        }
        List<Path> files = find(official);
        if (files.size() > 1) {
            throw new BadInputException(folder + ": expected one " + official + ", found " + files.size() + ": "
                    + files.get(0).getFileName() + ", " + files.get(1).getFileName());
        }
        if (files.isEmpty()) {
            missing.add(part + "/diffusion_pytorch_model.safetensors (or " + official + ")");
            return null;
        }
        return files.get(0);
    }

    /** The weights in a part of transformers. */
    Path textEncoder(String part) {
        file(part + "/config.json");
        String name = part + "/model.safetensors";
        Optional<Path> weights = weights(name);
        if (weights.isEmpty()) {
            missing.add(name);
        }
        return weights.orElse(null);
    }

    /** A tokenizer in one file, or in older ones. */
    void tokenizer(String part, List<String> older) {
        boolean found = exists(part + "/tokenizer.json") || older.stream().allMatch(name -> exists(part + "/" + name));
        if (!found) {
            missing.add(part + "/tokenizer.json (or " + String.join(" and ", older) + ")");
        }
    }

    void file(String name) {
        if (!exists(name)) {
            missing.add(name);
        }
    }

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

    private List<Path> find(String glob) {
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
}
