package org.flux4j.picture;

/** Width and height in pixels. */
public record Size(int width, int height) {
    public Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a size is at least 1 × 1, found " + width + " × " + height);
        }
    }

    /** As people write it: {@code 640 × 480}. */
    @Override
    public String toString() {
        return width + " × " + height;
    }
}
