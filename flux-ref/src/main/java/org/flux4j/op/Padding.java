package org.flux4j.op;

/** Rows and columns of zeros around a feature map, as a convolution sees it. */
public record Padding(int top, int left, int bottom, int right) {
    public static final Padding NONE = same(0);

    /** The same number of zeros on every side. */
    public static Padding same(int size) {
        return new Padding(size, size, size, size);
    }
}
