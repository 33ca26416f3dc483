package org.flux4j.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flux4j.BadInputException;
import org.flux4j.io.WholeFile;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PngWriter;

/**
 * Where a picture goes.
 *
 * @param file what the user named; null for a new file
 * @param name what a new file is named after
 */
record Output(Path file, String name) {
    private static final String STANDARD_OUTPUT = "-";

    /**
     * Returns the output that the user named.
     *
     * @param named null when none was named
     * @param command whose name a new file gets
     * @throws BadInputException when it cannot be the name of a file
     */
    static Output of(String named, String command) {
        if (named == null) {
            return new Output(null, command);
        }
        if (named.isEmpty()) {
            throw new BadInputException("--output: expected the name of a file, found none");
        }
        if (named.endsWith("/") || named.endsWith(File.separator)) {
            throw new BadInputException(named + ": cannot be written: it names a folder");
        }
        return new Output(Paths.of(named.equals(STANDARD_OUTPUT) ? "/dev/stdout" : named), command);
    }

    /** Checks that the picture can be written, as far as that can be known before. */
    void check() {
        PngWriter.checkWritable(
                file != null
                        ? file
                        : newNames()
                                .filter(candidate -> Files.notExists(candidate, LinkOption.NOFOLLOW_LINKS))
                                .findFirst()
                                .orElseThrow());
    }

    /** Returns whether the picture is written into a pipe or device. */
    boolean isStream() {
        return file != null && WholeFile.isStream(file);
    }

    /** Writes the picture and returns the name of its file. */
    Path write(Picture picture, Map<String, String> texts) {
        if (file == null) {
            return PngWriter.writeNew(newNames(), picture, texts);
        }
        PngWriter.write(file, picture, texts);
        return file;
    }

    /** NAME.png, NAME-2.png, NAME-3.png, and so on. */
    private Stream<Path> newNames() {
        return Stream.concat(Stream.of(name), IntStream.iterate(2, i -> i + 1).mapToObj(i -> name + "-" + i))
                .map(candidate -> Path.of(candidate + ".png"));
    }
}
