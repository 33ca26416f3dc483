package org.flux4j.io;

/** Whose names a checkpoint uses. */
enum Layout {
    OFFICIAL("official names"),
    DIFFUSERS("diffusers names");

    private final String words;

    Layout(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
