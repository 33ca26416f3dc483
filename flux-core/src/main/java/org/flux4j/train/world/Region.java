package org.flux4j.train.world;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.flux4j.picture.Picture;

/**
 * Pixels of a picture of the world.
 *
 * @param pixels their numbers, row by row from the top
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Region(int[] pixels) {
    /** Two pixels differ if a channel differs by more than this. */
    private static final int VISIBLE = 8;

    /** Returns all pixels. */
    static Region all() {
        return new Region(every().toArray());
    }

    /** Returns the pixels of a cell. */
    static Region of(Cell cell) {
        return new Region(every().filter(pixel -> Cell.at(pixel % Scene.SIDE, pixel / Scene.SIDE) == cell)
                .toArray());
    }

    /** Returns the pixels in which two pictures differ. */
    static Region changed(Picture a, Picture b) {
        return new Region(every().filter(pixel -> differ(a, b, pixel)).toArray());
    }

    /** Returns the pixels in which two pictures do not differ. */
    static Region unchanged(Picture a, Picture b) {
        return new Region(every().filter(pixel -> !differ(a, b, pixel)).toArray());
    }

    /** Returns whether this region has no pixel. */
    boolean isEmpty() {
        return pixels.length == 0;
    }

    /** Returns the mean absolute difference of two pictures in this region; NaN if the region is empty. */
    double meanError(Picture a, Picture b) {
        return mean(a, b, Math::abs);
    }

    /** Returns the mean squared difference of two pictures in this region; NaN if the region is empty. */
    double meanSquaredError(Picture a, Picture b) {
        return mean(a, b, difference -> difference * difference);
    }

    private double mean(Picture a, Picture b, IntUnaryOperator error) {
        long sum = 0;
        for (int pixel : pixels) {
            for (int channel = 0; channel < 3; channel++) {
                sum += error.applyAsInt(difference(a, b, 3 * pixel + channel));
            }
        }
        return sum / (3.0 * pixels.length);
    }

    private static IntStream every() {
        return IntStream.range(0, Scene.SIDE * Scene.SIDE);
    }

    private static boolean differ(Picture a, Picture b, int pixel) {
        return IntStream.range(3 * pixel, 3 * pixel + 3).anyMatch(i -> Math.abs(difference(a, b, i)) > VISIBLE);
    }

    private static int difference(Picture a, Picture b, int index) {
        return Byte.toUnsignedInt(a.rgb()[index]) - Byte.toUnsignedInt(b.rgb()[index]);
    }
}
