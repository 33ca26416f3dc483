package org.flux4j.train.world;

import java.util.List;
import org.flux4j.picture.Picture;

/**
 * Pictures for an autoencoder, which needs more variety than the world has: figures of any size at any place, one upon the
 * other.
 */
public final class FreePicture {
    private static final int MOST_FIGURES = 4;
    private static final int MARGIN = 4;
    private static final int LEAST_RADIUS = 5;
    private static final int MOST_RADIUS = 14;

    private FreePicture() {}

    /** Returns the picture of a number. */
    public static Picture draw(long seed, long number) {
        Draw draw = Draw.of(seed, number);
        Picture picture = new Scene(draw.one(Background.values()), List.of()).draw();
        int figures = 1 + draw.index(MOST_FIGURES);
        for (int i = 0; i < figures; i++) {
            int radius = LEAST_RADIUS + draw.index(MOST_RADIUS - LEAST_RADIUS + 1);
            Stamp.of(draw.one(Figure.values()), radius)
                    .print(picture, place(draw), place(draw), draw.one(Colour.values()).rgb);
        }
        return picture;
    }

    private static int place(Draw draw) {
        return MARGIN + draw.index(Scene.SIDE - 2 * MARGIN + 1);
    }
}
