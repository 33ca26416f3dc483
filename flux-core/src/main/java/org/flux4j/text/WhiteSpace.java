package org.flux4j.text;

/** Unicode's White_Space, which is neither Java's {@code isWhitespace} (no no-break spaces) nor its {@code isSpaceChar}. */
final class WhiteSpace {
    private WhiteSpace() {}

    /** All of it is in the first plane, so a char is enough. */
    static boolean is(char c) {
        return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
    }
}
