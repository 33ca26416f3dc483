package org.flux4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.flux4j.BadInputException;
import org.flux4j.picture.Picture;
import org.flux4j.picture.PngWriter;

/** A folder that receives a picture per step: {@code step-01.png}, {@code step-02.png}, …. */
record Preview(Path folder) {
    Preview {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw BadInputException.unwritable(folder, e);
        }
    }

    void write(int step, int steps, Picture picture) {
        int digits = Math.max(2, Integer.toString(steps).length());
        String number = String.format("%0" + digits + "d", step);
        PngWriter.write(folder.resolve("step-" + number + ".png"), picture, Map.of());
    }
}
