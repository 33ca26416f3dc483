package org.flux4j.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The cache in which Hugging Face's libraries keep what they download:
 *
 * <pre>
 * hub/models--ORG--NAME/       a repository
 *     blobs/                   the files, named by their hashes
 *     refs/main                the newest commit
 *     snapshots/COMMIT/        the folder of a commit, made of links into blobs
 * </pre>
 *
 * <p>Source: <a href="https://huggingface.co/docs/huggingface_hub/guides/manage-cache">Understand caching</a>.
 */
final class HubCache {
    private static final String SNAPSHOTS = "snapshots";
    private static final String REPOSITORY = "models--*";
    private static final Set<String> IN_REPOSITORY = Set.of("blobs", "refs", SNAPSHOTS, ".no_exist");

    private HubCache() {}

    /** Returns the repositories that a path belongs to or holds; none if it is no path of a cache. */
    static List<Path> repositories(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path folder = Files.isDirectory(path) ? absolute : absolute.getParent();
        boolean within = folder.getFileName() != null
                && IN_REPOSITORY.contains(folder.getFileName().toString());
        Path repository = within ? folder.getParent() : folder;
        if (Files.isDirectory(repository.resolve(SNAPSHOTS))) {
            return List.of(repository);
        }
        List<Path> repositories = FolderParts.list(path, REPOSITORY);
        return repositories.isEmpty() ? FolderParts.list(path.resolve("hub"), REPOSITORY) : repositories;
    }

    /** Returns the model folders among the snapshots of a repository: that of its newest commit alone, if there is one. */
    static List<Path> models(Path repository) {
        List<Path> models = FolderParts.list(repository.resolve(SNAPSHOTS), "*").stream()
                .filter(FolderParts::isModel)
                .toList();
        Path main = repository.resolve("refs/main");
        if (!Files.isRegularFile(main)) {
            return models;
        }
        String newest = InputFile.text(main).strip();
        List<Path> named = models.stream()
                .filter(model -> model.getFileName().toString().equals(newest))
                .toList();
        return named.isEmpty() ? models : named;
    }
}
