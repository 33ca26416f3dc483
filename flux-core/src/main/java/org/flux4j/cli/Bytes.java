package org.flux4j.cli;

import java.util.Locale;

/** Amounts of memory as people write them. */
final class Bytes {
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Bytes() {}

    /** In powers of 1000: "999 bytes", "1.5 kB", "23.8 GB". */
    static String text(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        double amount = bytes / 1e3;
        int unit = 0;
        // from 999.95 on, one decimal would round to 1000.0
        while (amount >= 999.95 && unit < UNITS.length - 1) {
            amount /= 1e3;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
