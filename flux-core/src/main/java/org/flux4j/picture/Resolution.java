package org.flux4j.picture;

/** The size of a picture in pixels. */
public record Resolution(int width, int height) {
    /** Returns the size in the form {@code 640 × 480}. */
    @Override
    public String toString() {
        return width + " × " + height;
    }
}
