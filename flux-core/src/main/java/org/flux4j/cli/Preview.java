package org.flux4j.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PngWriter;

/** A folder that receives a picture per step: {@code step-01.png}, {@code step-02.png}, …. */
record Preview(Path folder) {
    /**
     * Creates the folder, unless there is one.
     *
     * @throws BadInputException when pictures cannot be written there
     */
    void createFolder() {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new BadInputException(folder + ": cannot be written: it is no folder", e);
        } catch (IOException e) {
            throw BadInputException.unwritable(folder, e);
        }
        PngWriter.checkWritable(file(1, 1));
    }

    void write(int step, int steps, Picture picture) {
        PngWriter.write(file(step, steps), picture, Map.of());
    }

    private Path file(int step, int steps) {
        int digits = Math.max(2, Integer.toString(steps).length());
        return folder.resolve(String.format(Locale.ROOT, "step-%0" + digits + "d.png", step));
    }
}
