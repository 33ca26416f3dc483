package org.flux4j.picture;

import org.flux4j.BadInputException;

/**
 * A red box that marks a region of a picture, so that an instruction can refer to it; FLUX.1 Kontext was trained on
 * such visual cues. The region consists of the pixels with {@code x0 <= x < x1} and {@code y0 <= y < y1}.
 */
public record VisualCue(int x0, int y0, int x1, int y1) {
    private static final byte[] RED = {(byte) 255, 0, 0};

    /** The ratio of the width of the outline to the longer side of the picture. */
    private static final double STROKE_RATIO = 1 / 200.0;

    /**
     * Parses a box of the form {@code x0,y0,x1,y1}.
     *
     * @throws BadInputException if the text does not have this form
     */
    public static VisualCue parse(String box) {
        String[] numbers = box.strip().split("\\s*,\\s*", -1);
        if (numbers.length != 4) {
            throw expected(box, null);
        }
        try {
            return new VisualCue(
                    Integer.parseInt(numbers[0]),
                    Integer.parseInt(numbers[1]),
                    Integer.parseInt(numbers[2]),
                    Integer.parseInt(numbers[3]));
        } catch (NumberFormatException e) {
            throw expected(box, e);
        }
    }

    private static BadInputException expected(String box, NumberFormatException cause) {
        return new BadInputException("box: expected four whole numbers x0,y0,x1,y1 in pixels, found " + box, cause);
    }

    /**
     * Returns a copy of a picture with the outline of this box drawn inside the box. The width of the outline is a
     * 200th of the longer side of the picture.
     *
     * @throws BadInputException if the box is empty or not within the picture
     */
    public Picture draw(Picture picture) {
        if (x0 >= x1 || y0 >= y1) {
            throw new BadInputException("box " + this + ": empty, expected x0 < x1 and y0 < y1");
        }
        if (x0 < 0 || y0 < 0 || x1 > picture.width() || y1 > picture.height()) {
            throw new BadInputException("box " + this + ": not within the picture of " + picture.size() + " pixels");
        }
        Picture marked =
                new Picture(picture.width(), picture.height(), picture.rgb().clone());
        int stroke = (int) Math.max(1, Math.round(STROKE_RATIO * Math.max(picture.width(), picture.height())));
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                boolean inside = x >= x0 + stroke && x < x1 - stroke && y >= y0 + stroke && y < y1 - stroke;
                if (!inside) {
                    System.arraycopy(RED, 0, marked.rgb(), 3 * (y * picture.width() + x), 3);
                }
            }
        }
        return marked;
    }

    @Override
    public String toString() {
        return x0 + "," + y0 + "," + x1 + "," + y1;
    }
}
