package org.flux4j.train.world;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flux4j.picture.Picture;

/**
 * A figure as it is printed onto pictures: how many of the 4 × 4 sample points of each pixel it covers. Everything is
 * computed with integers, so that a program in another language draws the same bytes.
 */
final class Stamp {
    /** How far an outline may reach beyond its radius, in pixels. */
    private static final int MARGIN = 2;

    private static final Map<Key, Stamp> STAMPS = new ConcurrentHashMap<>();

    private record Key(Figure figure, int radius) {}

    /** The stamp covers the pixels from −reach to reach − 1 around the centre, in both directions. */
    private final int reach;

    /** For each of these pixels, row by row, the number of points covered, from 0 to 16. */
    private final int[] covered;

    private Stamp(Key key) {
        Outline outline = key.figure.outline(8 * key.radius);
        reach = key.radius + MARGIN;
        covered = new int[4 * reach * reach];
        for (int y = -reach; y < reach; y++) {
            for (int x = -reach; x < reach; x++) {
                covered[index(x, y)] = points(outline, x, y);
            }
        }
    }

    /**
     * Returns the stamp of a figure.
     *
     * @param radius in pixels
     */
    static Stamp of(Figure figure, int radius) {
        return STAMPS.computeIfAbsent(new Key(figure, radius), Stamp::new);
    }

    /**
     * Prints the figure onto a picture, which is changed; what lies outside the picture is cut off.
     *
     * @param centreX the pixel to the right of the centre
     * @param centreY the pixel below the centre
     */
    void print(Picture picture, int centreX, int centreY, int rgb) {
        for (int y = Math.max(0, centreY - reach); y < Math.min(picture.height(), centreY + reach); y++) {
            for (int x = Math.max(0, centreX - reach); x < Math.min(picture.width(), centreX + reach); x++) {
                int n = covered[index(x - centreX, y - centreY)];
                for (int channel = 0; channel < 3; channel++) {
                    int mixed = picture.get(x, y, channel) * (16 - n) + Rgb.channel(rgb, channel) * n;
                    picture.rgb()[3 * (y * picture.width() + x) + channel] = (byte) ((mixed + 8) >> 4);
                }
            }
        }
    }

    private int index(int x, int y) {
        return (y + reach) * 2 * reach + x + reach;
    }

    private static int points(Outline outline, int x, int y) {
        int points = 0;
        for (int j = 0; j < 4; j++) {
            for (int i = 0; i < 4; i++) {
                if (outline.contains(8 * x + 2 * i + 1, 8 * y + 2 * j + 1)) {
                    points++;
                }
            }
        }
        return points;
    }
}
