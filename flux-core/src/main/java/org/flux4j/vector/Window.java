package org.flux4j.vector;

import java.util.Arrays;
import org.flux4j.op.Tensor;

/** The part of a convolution's input that some of its outputs see, a channel at a time, with the zeros around the input. */
final class Window {
    private final Tensor x;
    private final Entry entry;
    private final int top;
    private final int left;
    private final int height;
    private final int width;
    private final int begin;
    private final int end;
    private final float[] data;

    /** Of that height and width, its corner at (top, left) of x, which may lie outside. */
    Window(Tensor x, Entry entry, int top, int left, int height, int width, Scratch scratch) {
        this.x = x;
        this.entry = entry;
        this.top = top;
        this.left = left;
        this.height = height;
        this.width = width;
        this.begin = Math.clamp(-left, 0, width);
        this.end = Math.clamp(x.dim(2) - left, begin, width);
        // the columns left and right of x are zeros from now on
        this.data = scratch.floats(height * width + 2 * Tile.COLUMNS);
        Arrays.fill(data, 0, height * width, 0);
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** What is seen of a channel, row after row, and then room for vectors to read on; valid until the next call. */
    float[] look(int channel) {
        int first = Math.clamp(-top, 0, height);
        int last = Math.clamp(x.dim(1) - top, first, height);
        for (int row = first; row < last && begin < end; row++) {
            int source = (channel * x.dim(1) + top + row) * x.dim(2) + left;
            entry.apply(channel, x.data(), source + begin, data, row * width + begin, end - begin);
        }
        return data;
    }
}
