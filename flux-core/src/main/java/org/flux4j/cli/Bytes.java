package org.flux4j.cli;

import java.util.Locale;

/** Formats byte counts. */
final class Bytes {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Bytes() {}

    /** Returns a byte count in units of powers of 1000, such as "999 bytes", "1.5 kB" or "23.8 GB". */
    static String format(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        double amount = bytes / 1e3;
        int unit = 0;
        // 999.95 would be rounded to 1000.0
        while (amount >= 999.95 && unit < UNITS.length - 1) {
            amount /= 1e3;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
