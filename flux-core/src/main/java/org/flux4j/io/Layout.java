package org.flux4j.io;

/** The sets of names that checkpoints use. */
enum Layout {
    OFFICIAL("official names"),
    DIFFUSERS("diffusers names");

    private final String words;

    Layout(String words) {
        this.words = words;
    }

    /** Returns the layout as messages name it. */
    String words() {
        return words;
    }
}
