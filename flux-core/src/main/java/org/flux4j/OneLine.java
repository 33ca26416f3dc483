package org.flux4j;

import java.util.Locale;

/** Prepares text from files, such as the names of tensors, for a line of a terminal. */
public final class OneLine {
    private OneLine() {}

    /** Returns the text with control characters escaped, cut after the given number of characters. */
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
