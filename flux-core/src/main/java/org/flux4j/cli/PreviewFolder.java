package org.flux4j.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PngWriter;

/** A folder for the previews of a run: {@code step-01.png}, {@code step-02.png}, and so on. */
record PreviewFolder(Path path) {
    /**
     * Creates the folder unless it exists.
     *
     * @throws BadInputException if previews cannot be written to it
     */
    void create() {
        Folders.create(path);
        PngWriter.checkWritable(file(1, 1));
    }

    /** Writes the preview of a step. */
    void write(int step, int steps, Picture preview) {
        PngWriter.write(file(step, steps), preview, Map.of());
    }

    private Path file(int step, int steps) {
        int digits = Math.max(2, Integer.toString(steps).length());
        return path.resolve(String.format(Locale.ROOT, "step-%0" + digits + "d.png", step));
    }
}
