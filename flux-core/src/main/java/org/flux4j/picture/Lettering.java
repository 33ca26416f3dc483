package org.flux4j.picture;

import java.util.Arrays;

/**
 * Writes black letters of 5 × 7 pixels, the same on every machine, whatever fonts it has. There are small letters, digits, the
 * comma and the full stop; other characters leave a gap.
 */
public final class Lettering {
    /** The distance from one letter to the next, in pixels. */
    public static final int ADVANCE = 6;

    /** The distance from one line to the next, in pixels. */
    public static final int LINE = 11;

    private static final int WIDTH = 5;
    private static final int HEIGHT = 7;
    private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz,.0123456789";

    /** For each character five columns from the left, two hexadecimal digits each; the lowest bit is the top pixel. */
    private static final String COLUMNS = "2054545478" + "7f48444438" + "3844444420" + "384444487f" + "3854545418"
            + "087e090102" + "0c5252523e" + "7f08040478" + "00447d4000" + "2040443d00" + "7f10284400" + "00417f4000"
            + "7c04180478" + "7c08040478" + "3844444438" + "7c14141408" + "081414187c" + "7c08040408" + "4854545420"
            + "043f444020" + "3c4040207c" + "1c2040201c" + "3c4030403c" + "4428102844" + "0c5050503c" + "4464544c44"
            + "0050300000" + "0060600000" + "3e5149453e" + "00427f4000" + "4261514946" + "2141454b31" + "1814127f10"
            + "2745454539" + "3c4a494930" + "0171090503" + "3649494936" + "064949291e";

    private Lettering() {}

    /** Writes a line of text onto a picture, of which x, y is the top left pixel. */
    public static void write(Picture picture, String line, int x, int y) {
        for (int i = 0; i < line.length(); i++) {
            int character = CHARACTERS.indexOf(line.charAt(i));
            if (character >= 0) {
                writeCharacter(picture, character, x + i * ADVANCE, y);
            }
        }
    }

    private static void writeCharacter(Picture picture, int character, int left, int top) {
        for (int dx = 0; dx < WIDTH; dx++) {
            int digits = 2 * (character * WIDTH + dx);
            int column = Integer.parseInt(COLUMNS, digits, digits + 2, 16);
            for (int dy = 0; dy < HEIGHT; dy++) {
                if ((column >> dy & 1) == 1) {
                    int pixel = (top + dy) * picture.width() + left + dx;
                    Arrays.fill(picture.rgb(), 3 * pixel, 3 * pixel + 3, (byte) 0);
                }
            }
        }
    }
}
