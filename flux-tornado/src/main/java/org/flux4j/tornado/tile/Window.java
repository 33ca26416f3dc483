package org.flux4j.tornado.tile;

import org.flux4j.op.Padding;
import org.flux4j.op.Shape;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** The window of a convolution, which each kernel of one is told in the same order of sizes. */
public final class Window {
    private Window() {}

    /**
     * Returns the sizes: of x [C, H, W]; the channels, pixels and columns of y; the height and width of the kernel; the stride;
     * the padding above and to the left.
     */
    public static int[] sizes(Shape x, Shape weight, int stride, Padding padding, Shape y) {
        return new int[] {
            x.dim(0),
            x.dim(1),
            x.dim(2),
            y.dim(0),
            y.dim(1) * y.dim(2),
            y.dim(2),
            weight.dim(2),
            weight.dim(3),
            stride,
            padding.top(),
            padding.left()
        };
    }

    /** Returns an element of the window of a pixel: 0 outside of the map, and for a pixel that does not exist. */
    static float element(FloatArray x, int k, int pixel, IntArray sizes) {
        int height = sizes.get(1);
        int width = sizes.get(2);
        int kh = sizes.get(6);
        int kw = sizes.get(7);
        int c = k / (kh * kw);
        int row = pixel / sizes.get(5) * sizes.get(8) - sizes.get(9) + k / kw % kh;
        int column = pixel % sizes.get(5) * sizes.get(8) - sizes.get(10) + k % kw;
        float element = 0;
        if (c < sizes.get(0) && row >= 0 && row < height && column >= 0 && column < width) {
            element = x.get((c * height + row) * width + column);
        }
        return element;
    }
}
