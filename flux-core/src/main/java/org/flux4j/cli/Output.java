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
 * The file that a picture is written to.
 *
 * @param file the file that was given; {@code null} for a new one
 * @param name the name of a new file, without number and extension
 */
record Output(Path file, String name) {
    private static final String STANDARD_OUTPUT = "-";

    /**
     * Returns the output of the given name; {@code -} is standard output.
     *
     * @param file the name; {@code null} for a new file, which is named after the command
     * @throws BadInputException if it is not a valid file name
     */
    static Output of(String file, String command) {
        if (file == null) {
            return new Output(null, command);
        }
        if (file.isEmpty()) {
            throw new BadInputException("--output: expected the name of a file, found none");
        }
        if (file.endsWith("/") || file.endsWith(File.separator)) {
            throw new BadInputException(file + ": cannot be written: it names a folder");
        }
        return new Output(Paths.of(file.equals(STANDARD_OUTPUT) ? "/dev/stdout" : file), command);
    }

    /**
     * Checks that the picture can be written, as far as this is known in advance.
     *
     * @throws BadInputException if it cannot
     */
    void check() {
        PngWriter.checkWritable(
                file != null
                        ? file
                        : newNames()
                                .filter(candidate -> Files.notExists(candidate, LinkOption.NOFOLLOW_LINKS))
                                .findFirst()
                                .orElseThrow());
    }

    /** Returns whether the output is a pipe or a device. */
    boolean isStream() {
        return file != null && WholeFile.isStream(file);
    }

    /**
     * Writes a picture.
     *
     * @param texts the texts to store in it, by keyword
     * @return the file
     */
    Path write(Picture picture, Map<String, String> texts) {
        if (file == null) {
            return PngWriter.writeNew(newNames(), picture, texts);
        }
        PngWriter.write(file, picture, texts);
        return file;
    }

    /** Returns the names of new files: NAME.png, NAME-2.png, NAME-3.png, and so on. */
    private Stream<Path> newNames() {
        return Stream.concat(Stream.of(name), IntStream.iterate(2, i -> i + 1).mapToObj(i -> name + "-" + i))
                .map(candidate -> Path.of(candidate + ".png"));
    }
}
