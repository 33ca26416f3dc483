package org.flux4j.train.world;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flux4j.picture.Picture;

/**
 * How well a picture shows what a caption describes.
 *
 * @param wrong the cells that show another object than they should, or one where there should be none
 * @param background whether the background is nearest to the right one
 */
public record CaptionScore(Set<Cell> wrong, boolean background) {
    /**
     * Returns the score of a picture. A cell shows the content that is nearest to it, of all on the right background.
     *
     * @param output what a model made of the caption
     * @throws IllegalArgumentException if its size is not that of the world
     */
    public static CaptionScore of(Caption caption, Picture output) {
        Scene.checkSize(output);
        Scene scene = caption.scene();
        List<Content> contents = Content.all(scene.background());
        Set<Cell> wrong = EnumSet.noneOf(Cell.class);
        for (Cell cell : Cell.values()) {
            if (!shown(cell, contents, output).equals(scene.lookIn(cell))) {
                wrong.add(cell);
            }
        }
        return new CaptionScore(wrong, nearestBackground(scene.freeCells(), output) == scene.background());
    }

    /** Returns whether every colour, figure and place is right, and the background. */
    public boolean isSuccess() {
        return wrong.isEmpty() && background;
    }

    private static Optional<Combination> shown(Cell cell, List<Content> contents, Picture output) {
        Region where = Region.of(cell);
        return contents.stream()
                .min(Comparator.comparingDouble(content -> where.meanError(output, content.picture())))
                .orElseThrow()
                .look();
    }

    private static Background nearestBackground(List<Cell> free, Picture output) {
        int[] twice = new int[3];
        for (int channel = 0; channel < 3; channel++) {
            twice[channel] = twiceMedian(free, output, channel);
        }
        return Arrays.stream(Background.values())
                .min(Comparator.comparingInt(background -> distance(background.rgb, twice)))
                .orElseThrow();
    }

    private static int distance(int rgb, int[] twice) {
        int distance = 0;
        for (int channel = 0; channel < 3; channel++) {
            distance += Math.abs(2 * Rgb.channel(rgb, channel) - twice[channel]);
        }
        return distance;
    }

    /** Returns twice the median of a channel in some cells, which hold an even number of pixels. */
    private static int twiceMedian(List<Cell> cells, Picture picture, int channel) {
        int[] values = cells.stream()
                .flatMapToInt(cell -> Arrays.stream(Region.of(cell).pixels()))
                .map(pixel -> picture.get(pixel % Scene.SIDE, pixel / Scene.SIDE, channel))
                .sorted()
                .toArray();
        return values[values.length / 2 - 1] + values[values.length / 2];
    }
}
