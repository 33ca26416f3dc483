package org.flux4j.picture;

/**
 * How a stored picture is oriented for display: mirrored along its stored axes first, then transposed.
 *
 * <p>Source: EXIF 2.32, tag 0x0112; Pillow {@code ImageOps.exif_transpose}.
 */
record Orientation(boolean flipColumns, boolean flipRows, boolean transpose) {
    static final Orientation UPRIGHT = of(1);

    /** The orientation of an EXIF number: 1 to 8, any other means upright. */
    static Orientation of(int number) {
        return switch (number) {
            case 2 -> new Orientation(true, false, false);
            case 3 -> new Orientation(true, true, false);
            case 4 -> new Orientation(false, true, false);
            case 5 -> new Orientation(false, false, true);
            case 6 -> new Orientation(false, true, true);
            case 7 -> new Orientation(true, true, true);
            case 8 -> new Orientation(true, false, true);
            default -> new Orientation(false, false, false);
        };
    }

    Picture apply(Picture stored) {
        if (equals(UPRIGHT)) {
            return stored;
        }
        Picture oriented = transpose
                ? Picture.black(stored.height(), stored.width())
                : Picture.black(stored.width(), stored.height());
        for (int y = 0; y < oriented.height(); y++) {
            for (int x = 0; x < oriented.width(); x++) {
                int column = transpose ? y : x;
                int row = transpose ? x : y;
                column = flipColumns ? stored.width() - 1 - column : column;
                row = flipRows ? stored.height() - 1 - row : row;
                System.arraycopy(
                        stored.rgb(),
                        3 * (row * stored.width() + column),
                        oriented.rgb(),
                        3 * (y * oriented.width() + x),
                        3);
            }
        }
        return oriented;
    }
}
