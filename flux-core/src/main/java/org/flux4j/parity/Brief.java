package org.flux4j.parity;

import java.util.Locale;

/** Numbers as people like to read them. */
final class Brief {
    private Brief() {}

    /** Two digits, and no more of the exponent than needed: 4.8e-6. */
    static String error(double value) {
        if (value == 0) {
            return "0";
        }
        return String.format(Locale.ROOT, "%.1e", value)
                .replace(".0e", "e")
                .replaceFirst("e([+-])0*(?=\\d)", "e$1")
                .replace("e+0", "");
    }

    /** As many digits as a float32 has. */
    static String value(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.9g", value);
    }
}
