package org.flux4j.picture;

/**
 * The transformation that orients a stored picture for display: it is flipped first, then transposed.
 *
 * <p>Source: Exif 2.32, tag 0x0112; Pillow {@code ImageOps.exif_transpose}.
 *
 * @param flipColumns whether the order of the columns is reversed
 * @param flipRows whether the order of the rows is reversed
 * @param transpose whether rows and columns are exchanged
 */
record Orientation(boolean flipColumns, boolean flipRows, boolean transpose) {
    static final Orientation UPRIGHT = of(1);

    /** Returns the orientation with a number of Exif, from 1 to 8; upright for any other number. */
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

    /** Returns a picture oriented for display. */
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
