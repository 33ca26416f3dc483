package org.flux4j.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flux4j.BadInputException;

/** Says what a path leads to that was given in place of a model folder, and which path to give instead. */
final class WrongPath {
    private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]+/[\\w.-]+");
    private static final Pattern LORA = Pattern.compile("(?i).*(lora|lokr|hada_w).*");

    /** So many folders are named; the others are counted. */
    private static final int NAMED = 3;

    private final Path path;

    private WrongPath(Path path) {
        this.path = path;
    }

    /**
     * Checks that a path leads to a folder that can be a model folder, if perhaps an incomplete one.
     *
     * @throws BadInputException if it does not
     */
    static void check(Path path) {
        new WrongPath(path).found().ifPresent(found -> {
            throw new BadInputException(path + ": expected a model folder, found " + found);
        });
    }

    private Optional<String> found() {
        if (!Files.exists(path)) {
            return Optional.of(nothing());
        }
        if (FolderParts.isModel(path)) {
            return Optional.empty();
        }
        return Stream.of(inCache(), inModel(), aboveModels(), part(), file())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private String nothing() {
        if (!Files.notExists(path)) {
            return "nothing that can be read";
        }
        if (Files.isSymbolicLink(path)) {
            return InputFile.brokenLink(path);
        }
        return REPOSITORY.matcher(path.toString()).matches()
                ? "nothing of that name: models are read from the local disk, so it must be downloaded first"
                : "nothing of that name";
    }

    private Optional<String> inCache() {
        List<Path> repositories = HubCache.repositories(path);
        if (repositories.isEmpty()) {
            return Optional.empty();
        }
        List<Path> models = repositories.stream()
                .flatMap(repository -> HubCache.models(repository).stream())
                .toList();
        return Optional.of("a folder of the Hugging Face cache"
                + (models.isEmpty() ? " that holds no model" : ": " + instead(models)));
    }

    private Optional<String> inModel() {
        Path above = path.toAbsolutePath().normalize().getParent();
        Path top = above == null ? null : above.getParent();
        return Stream.of(Optional.ofNullable(above), Optional.ofNullable(top))
                .flatMap(Optional::stream)
                .filter(FolderParts::isModel)
                .findFirst()
                .map(model ->
                        (Files.isDirectory(path) ? "a part of one: " : "a file of one: ") + instead(List.of(model)));
    }

    private Optional<String> aboveModels() {
        List<Path> models = FolderParts.list(path, "*").stream()
                .filter(FolderParts::isModel)
                .toList();
        return models.isEmpty() ? Optional.empty() : Optional.of("a folder that holds one: " + instead(models));
    }

    private Optional<String> part() {
        Set<String> names = tensorNames();
        if (names.stream().anyMatch(LORA.asMatchPredicate())) {
            return Optional.of("a LoRA, which is not supported yet");
        }
        return OfficialNames.describe(names)
                .map(part -> "one part of a model (" + part + "): a model folder has transformer/, vae/, text_encoder/,"
                        + " text_encoder_2/, tokenizer/ and tokenizer_2/");
    }

    private Optional<String> file() {
        if (Files.isDirectory(path)) {
            return Optional.empty();
        }
        return Optional.of("a file");
    }

    /** Returns the names of the tensors in the file, or in the first weight file of the folder; empty if there is none. */
    private Set<String> tensorNames() {
        Stream<Path> files = Files.isDirectory(path)
                ? Stream.of("*.safetensors.index.json", "*.{safetensors,gguf}")
                        .flatMap(glob -> FolderParts.list(path, glob).stream())
                : Stream.of(path);
        try {
            return files.findFirst()
                    .map(file -> WeightFile.open(file).tensors().keySet())
                    .orElse(Set.of());
        } catch (BadInputException e) {
            return Set.of();
        }
    }

    private static String instead(List<Path> models) {
        if (models.size() == 1) {
            return "name " + models.getFirst() + " instead";
        }
        String list = models.stream().limit(NAMED).map(Path::toString).collect(Collectors.joining(", "));
        int rest = models.size() - NAMED;
        return "name one of " + list + (rest > 0 ? " and " + rest + " more" : "") + " instead";
    }
}
