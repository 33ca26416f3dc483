package org.flux4j.vector;

import java.util.Arrays;
import org.flux4j.op.Tensor;

/**
 * The part of a convolution's input that some of its outputs see, a channel at a time: the input itself or a function of
 * it, with the zeros around.
 */
final class Window {
    private final Tensor x;
    private final ChannelFunction entry;
    private final float[] data;

    /** With room for {@code size} elements. */
    Window(Tensor x, ChannelFunction entry, int size, Scratch scratch) {
        this.x = x;
        this.entry = entry;
        this.data = scratch.floats(size + 2 * Tile.COLUMNS);
    }

    /**
     * Looks at a channel: {@code height} rows of {@code width} elements, the first at (top, left) of x, which may lie outside.
     *
     * @return the elements row after row, and then room for vectors to read on; valid until the next call
     */
    float[] look(int channel, int top, int left, int height, int width) {
        int first = Math.clamp(-top, 0, height);
        int last = Math.clamp(x.dim(1) - top, first, height);
        int begin = Math.clamp(-left, 0, width);
        int end = Math.clamp(x.dim(2) - left, begin, width);
        for (int row = first; row < last && begin < end; row++) {
            int source = (channel * x.dim(1) + top + row) * x.dim(2) + left + begin;
            System.arraycopy(x.data(), source, data, row * width + begin, end - begin);
        }
        entry.apply(channel, data, first * width, data, first * width, (last - first) * width);
        Arrays.fill(data, 0, first * width, 0);
        Arrays.fill(data, last * width, height * width, 0);
        for (int row = first; row < last && end - begin < width; row++) {
            Arrays.fill(data, row * width, row * width + begin, 0);
            Arrays.fill(data, row * width + end, (row + 1) * width, 0);
        }
        return data;
    }
}
