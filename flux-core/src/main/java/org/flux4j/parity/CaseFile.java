package org.flux4j.parity;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.flux4j.BadInputException;
import org.flux4j.io.SafeTensors;

/**
 * Where a golden case lies: in a file, or in an entry of an archive.
 *
 * @param name what rows call it
 * @param source the file, and the entry in an archive, for messages
 * @param folder what the paths in the case are relative to
 * @param content reads it
 */
record CaseFile(String name, String source, Path folder, Supplier<SafeTensors> content) {
    private static final String SUFFIX = ".safetensors";

    /** Whether a file or entry of that name is a golden case. */
    static boolean isCase(String fileName) {
        return fileName.endsWith(SUFFIX);
    }

    /** A case in a file, found under that path. */
    static CaseFile of(String path, Path file) {
        return new CaseFile(name(path), file.toString(), folderOf(file), () -> SafeTensors.open(file));
    }

    /** A case in an archive, found under that path, as if its entries lay in the folder that holds the archive. */
    static CaseFile of(String path, Path archive, CaseArchive.Entry entry) {
        String source = archive + ": " + entry.name();
        return new CaseFile(
                CaseArchive.name(path) + "/" + name(entry.name()),
                source,
                folderOf(archive.resolveSibling(entry.name())),
                () -> SafeTensors.of(source, entry.content()));
    }

    /** A problem with this case, in a message that names the file. */
    BadInputException located(BadInputException problem) {
        String message = problem.getMessage();
        return message.startsWith(source) ? problem : new BadInputException(source + ": " + message, problem);
    }

    private static String name(String path) {
        return path.substring(0, path.length() - SUFFIX.length()).replace('\\', '/');
    }

    private static Path folderOf(Path file) {
        return file.toAbsolutePath().getParent();
    }
}
