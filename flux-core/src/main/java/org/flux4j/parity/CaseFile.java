package org.flux4j.parity;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.flux4j.BadInputException;
import org.flux4j.io.SafeTensors;

/**
 * The location of a golden case: a file, or an entry of an archive.
 *
 * @param name the name of the case in reports
 * @param source the file, followed by the entry if it is an archive, for messages
 * @param folder the folder to which paths in the case are relative
 * @param content reads the case
 */
record CaseFile(String name, String source, Path folder, Supplier<SafeTensors> content) {
    private static final String SUFFIX = ".safetensors";

    /** Returns {@code true} if a file or entry of the given name is a golden case. */
    static boolean isCase(String fileName) {
        return fileName.endsWith(SUFFIX);
    }

    /**
     * Returns the location of a case in a file.
     *
     * @param path the path of the file relative to the folder that is searched
     * @param file the file
     */
    static CaseFile of(String path, Path file) {
        return new CaseFile(name(path), file.toString(), folderOf(file), () -> SafeTensors.open(file));
    }

    /**
     * Returns the location of a case in an archive. Paths in the case are resolved as if the archive had been unpacked
     * into its folder.
     *
     * @param path the path of the archive relative to the folder that is searched
     * @param archive the archive
     * @param entry the entry
     */
    static CaseFile of(String path, Path archive, CaseArchive.Entry entry) {
        String source = archive + ": " + entry.name();
        return new CaseFile(
                CaseArchive.name(path) + "/" + name(entry.name()),
                source,
                folderOf(archive.resolveSibling(entry.name())),
                () -> SafeTensors.of(source, entry.content()));
    }

    /** Returns an exception whose message begins with the source of this case. */
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
