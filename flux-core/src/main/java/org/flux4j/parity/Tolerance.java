package org.flux4j.parity;

/** An element passes when |got − want| ≤ atol + rtol · |want|. */
record Tolerance(double atol, double rtol) {
    double at(double want) {
        return atol + rtol * Math.abs(want);
    }

    @Override
    public String toString() {
        return rtol == 0 ? number(atol) : number(atol) + " + " + number(rtol) + "*|want|";
    }

    private static String number(double value) {
        return value == 0 ? "0" : "%.1e".formatted(value);
    }
}
