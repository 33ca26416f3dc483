package org.flux4j.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.flux4j.BadInputException;
import org.flux4j.Limits;
import org.flux4j.io.Json;
import org.flux4j.io.ModelFolder;
import org.flux4j.picture.Resolution;

/** The sizes that FLUX.1 Kontext was trained on. A reference is resized to the one with the nearest aspect ratio. */
public final class KontextResolutions {
    /**
     * The official sizes, from narrow to wide.
     *
     * <p>Source: flux@802fb47 util.py, {@code PREFERED_KONTEXT_RESOLUTIONS}.
     */
    public static final List<Resolution> OFFICIAL = List.of(
            new Resolution(672, 1568),
            new Resolution(688, 1504),
            new Resolution(720, 1456),
            new Resolution(752, 1392),
            new Resolution(800, 1328),
            new Resolution(832, 1248),
            new Resolution(880, 1184),
            new Resolution(944, 1104),
            new Resolution(1024, 1024),
            new Resolution(1104, 944),
            new Resolution(1184, 880),
            new Resolution(1248, 832),
            new Resolution(1328, 800),
            new Resolution(1392, 752),
            new Resolution(1456, 720),
            new Resolution(1504, 688),
            new Resolution(1568, 672));

    private static final String FILE = "kontext_resolutions.json";

    private KontextResolutions() {}

    /**
     * Returns the sizes listed in the {@code kontext_resolutions.json} of a model folder, as pairs [width, height] in
     * whole tokens, or the official sizes if there is no such file.
     *
     * @param pixelsPerToken the height and width of a token
     * @throws BadInputException if the file is invalid
     */
    public static List<Resolution> of(ModelFolder folder, int pixelsPerToken) {
        return folder.json(FILE)
                .map(json -> read(folder.path().resolve(FILE), json, pixelsPerToken))
                .orElse(OFFICIAL);
    }

    private static List<Resolution> read(Path file, JsonNode json, int pixelsPerToken) {
        List<Resolution> resolutions = new ArrayList<>();
        for (JsonNode pair : json) {
            int width = Json.integer(pair.path(0)).orElse(0);
            int height = Json.integer(pair.path(1)).orElse(0);
            if (pair.size() != 2 || width <= 0 || height <= 0) {
                throw new BadInputException(file + ": expected [width, height], found " + pair);
            }
            if (width % pixelsPerToken != 0 || height % pixelsPerToken != 0) {
                throw new BadInputException(
                        file + ": expected multiples of " + pixelsPerToken + " pixels, found " + pair);
            }
            if ((long) width * height > Limits.PIXELS) {
                throw new BadInputException(
                        file + ": expected at most " + Limits.PIXELS + " pixels in all, found " + pair);
            }
            resolutions.add(new Resolution(width, height));
        }
        if (resolutions.isEmpty()) {
            throw new BadInputException(file + ": expected a list of [width, height], found none");
        }
        return List.copyOf(resolutions);
    }

    /**
     * Returns the size with the nearest aspect ratio; of two equally near ones, the narrower, then the lower.
     *
     * <p>Source: flux@802fb47 sampling.py, {@code prepare_kontext}.
     *
     * @param choices at least one: {@link #OFFICIAL}, or those that a model folder names
     */
    public static Resolution nearest(Resolution picture, List<Resolution> choices) {
        double aspect = aspect(picture);
        return choices.stream()
                .min(Comparator.comparingDouble((Resolution choice) -> Math.abs(aspect - aspect(choice)))
                        .thenComparingInt(Resolution::width)
                        .thenComparingInt(Resolution::height))
                .orElseThrow(() -> new IllegalArgumentException("no resolutions to choose from"));
    }

    private static double aspect(Resolution resolution) {
        return (double) resolution.width() / resolution.height();
    }
}
