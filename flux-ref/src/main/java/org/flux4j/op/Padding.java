package org.flux4j.op;

/** Rows and columns of zeros around a feature map, as a convolution sees it. */
public record Padding(int top, int left, int bottom, int right) {
    public static final Padding NONE = same(0);

    public Padding {
        if (top < 0 || left < 0 || bottom < 0 || right < 0) {
            throw new IllegalArgumentException("padding is not negative, found top " + top + ", left " + left
                    + ", bottom " + bottom + ", right " + right);
        }
    }

    /** The same number of zeros on every side. */
    public static Padding same(int size) {
        return new Padding(size, size, size, size);
    }
}
