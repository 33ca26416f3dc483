package org.flux4j.train;

import java.util.Arrays;
import java.util.List;
import org.flux4j.picture.Lettering;
import org.flux4j.picture.Picture;

/**
 * Draws the losses of a run over its steps, on a logarithmic scale. A column of the picture shows the least and the largest
 * loss of its steps in grey and the mean in black.
 */
public final class LossCurve {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 48;
    private static final int BOTTOM = 20;
    private static final int MARGIN = 8;
    private static final int PLOT_WIDTH = WIDTH - LEFT - MARGIN;
    private static final int PLOT_HEIGHT = HEIGHT - BOTTOM - MARGIN;

    private static final int BLACK = 0;
    private static final int DARK = 150;
    private static final int LIGHT = 225;

    /** The losses that have a line across the picture, in each decade. */
    private static final List<Integer> TICKS = List.of(1, 2, 5);

    private final Picture picture = Picture.black(WIDTH, HEIGHT);
    private final double least; // the logarithm of the loss at the bottom
    private final double most;

    private LossCurve(List<Float> losses) {
        Arrays.fill(picture.rgb(), (byte) 255);
        least = Math.log10(
                        losses.stream().mapToDouble(LossCurve::positive).min().orElse(0.1))
                - 0.05;
        most = Math.log10(losses.stream().mapToDouble(LossCurve::positive).max().orElse(1)) + 0.05;
    }

    /** Returns the picture of losses that are finite; without any, its axes alone. */
    public static Picture draw(List<Float> losses) {
        LossCurve curve = new LossCurve(losses);
        curve.drawScale(losses.size());
        int columns = Math.min(PLOT_WIDTH, losses.size());
        for (int column = 0; column < columns; column++) {
            int from = (int) ((long) losses.size() * column / columns);
            int to = (int) ((long) losses.size() * (column + 1) / columns);
            int x = LEFT + (int) ((long) PLOT_WIDTH * column / columns);
            curve.drawColumn(losses.subList(from, to), x);
        }
        return curve.picture;
    }

    private static double positive(float loss) {
        return Math.max(loss, 1e-9);
    }

    private void drawScale(int steps) {
        for (int decade = (int) Math.floor(least); decade <= most; decade++) {
            for (int tick : TICKS) {
                double value = tick * Math.pow(10, decade);
                if (Math.log10(value) > least && Math.log10(value) < most) {
                    int y = row(value);
                    fill(LEFT, y, WIDTH - MARGIN, y + 1, LIGHT);
                    String label = decade < 0 ? "0." + "0".repeat(-decade - 1) + tick : tick + "0".repeat(decade);
                    Lettering.write(picture, label, LEFT - 6 - label.length() * Lettering.ADVANCE, y - 3);
                }
            }
        }
        String last = steps + " steps";
        int y = HEIGHT - BOTTOM + 6;
        Lettering.write(picture, "0", LEFT, y);
        Lettering.write(picture, last, WIDTH - MARGIN - last.length() * Lettering.ADVANCE, y);
    }

    private void drawColumn(List<Float> losses, int x) {
        double lowest = losses.stream().mapToDouble(LossCurve::positive).min().orElseThrow();
        double highest = losses.stream().mapToDouble(LossCurve::positive).max().orElseThrow();
        double mean = losses.stream().mapToDouble(LossCurve::positive).average().orElseThrow();
        fill(x, row(highest), x + 1, row(lowest) + 1, DARK);
        fill(x, row(mean) - 1, x + 1, row(mean) + 1, BLACK);
    }

    private int row(double loss) {
        return MARGIN + (int) Math.round((most - Math.log10(loss)) / (most - least) * (PLOT_HEIGHT - 1));
    }

    private void fill(int left, int top, int right, int bottom, int grey) {
        for (int y = Math.max(0, top); y < bottom; y++) {
            int row = y * WIDTH;
            Arrays.fill(picture.rgb(), 3 * (row + left), 3 * (row + right), (byte) grey);
        }
    }
}
