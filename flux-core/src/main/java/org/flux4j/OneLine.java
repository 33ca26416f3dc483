package org.flux4j;

import java.util.Locale;

/** Text from files, such as the names of tensors, made fit for one line of a terminal. */
public final class OneLine {
    private OneLine() {}

    /** The text with control characters shown as escapes, and cut after so many characters. */
    public static String of(String text, int longest) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (line.length() >= longest) {
                return line.append("...").toString();
            }
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }
}
