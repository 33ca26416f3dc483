package org.flux4j.text;

/**
 * The White_Space property of Unicode, which differs from {@link Character#isWhitespace(char)}, by the no-break spaces, and
 * from {@link Character#isSpaceChar(char)}.
 */
final class WhiteSpace {
    private WhiteSpace() {}

    /** Returns whether a character has the property. All that have it are in the Basic Multilingual Plane. */
    static boolean is(char c) {
        return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
    }
}
