package org.flux4j.parity;

import java.util.Locale;

/** Formats numbers for people. */
final class NumberText {
    private NumberText() {}

    /** Returns an error with two digits and the shortest exponent, such as 4.8e-6. */
    static String error(double value) {
        if (value == 0) {
            return "0";
        }
        return String.format(Locale.ROOT, "%.1e", value)
                .replace(".0e", "e")
                .replaceFirst("e([+-])0*(?=\\d)", "e$1")
                .replace("e+0", "");
    }

    /** Returns a value with nine digits, which distinguish all float32 numbers; whole numbers are given in full. */
    static String value(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.9g", value);
    }
}
