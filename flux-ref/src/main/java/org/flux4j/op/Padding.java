package org.flux4j.op;

/** The number of pixels of zeros that a convolution adds on each side of a feature map. */
public record Padding(int top, int left, int bottom, int right) {
    /** No padding. */
    public static final Padding NONE = same(0);

    /**
     * Creates a padding.
     *
     * @throws IllegalArgumentException if a side is negative
     */
    public Padding {
        if (top < 0 || left < 0 || bottom < 0 || right < 0) {
            throw new IllegalArgumentException("padding must not be negative, found top " + top + ", left " + left
                    + ", bottom " + bottom + ", right " + right);
        }
    }

    /** Returns the same padding for all sides. */
    public static Padding same(int size) {
        return new Padding(size, size, size, size);
    }
}
