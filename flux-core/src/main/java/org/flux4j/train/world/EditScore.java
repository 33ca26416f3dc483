package org.flux4j.train.world;

import java.util.List;
import org.flux4j.picture.Picture;

/**
 * How well a picture carries out an edit.
 *
 * @param error the mean absolute error in the region that the edit changes, in grey levels
 * @param nearest whether the picture is nearer to the target than to every alternative, each compared where it differs from the
 *     target
 * @param preservation the peak signal-to-noise ratio outside the changed region, in dB; 78.1 at most
 */
public record EditScore(double error, boolean nearest, double preservation) {
    /** The error of a successful edit is below this. */
    private static final double ERROR_LIMIT = 12;

    /** The least mean squared error, so that a mean over many edits is finite. */
    private static final double LEAST_SQUARE = 1e-3;

    /**
     * Returns the score of a picture.
     *
     * @param output what a model made of the edit's input and prompt
     * @throws IllegalArgumentException if its size is not that of the world
     */
    public static EditScore of(Edit edit, Picture output) {
        Scene.checkSize(output);
        Picture input = edit.input().orElseThrow();
        Picture target = edit.target();
        return new EditScore(
                Region.changed(input, target).meanError(output, target),
                isNearest(output, target, edit.alternatives()),
                psnr(Region.unchanged(input, target), output, target));
    }

    /** Returns the peak signal-to-noise ratio of a picture of the world, in dB; 78.1 at most. */
    public static double psnr(Picture target, Picture output) {
        Scene.checkSize(output);
        return psnr(Region.all(), output, target);
    }

    private static double psnr(Region where, Picture output, Picture target) {
        return 10 * Math.log10(255 * 255 / Math.max(LEAST_SQUARE, where.meanSquaredError(output, target)));
    }

    private static boolean isNearest(Picture output, Picture target, List<Picture> alternatives) {
        for (Picture alternative : alternatives) {
            Region where = Region.changed(alternative, target);
            if (!where.isEmpty() && where.meanError(output, alternative) <= where.meanError(output, target)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the picture shows the edit: the error is below 12 grey levels, and no alternative is as near. */
    public boolean isSuccess() {
        return error < ERROR_LIMIT && nearest;
    }
}
