package org.flux4j.vector.conv;

import java.util.Arrays;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.ChannelFunction;
import org.flux4j.vector.run.Scratch;
import org.flux4j.vector.tile.Tile;

/**
 * A window on the input of a convolution, loaded one channel at a time: the elements that some outputs depend on, after
 * the prologue and with the zeros of the padding.
 */
final class Window {
    private final Tensor x;
    private final ChannelFunction prologue;
    private final float[] data;

    /** Creates a window of at most {@code size} elements. */
    Window(Tensor x, ChannelFunction prologue, int size, Scratch scratch) {
        this.x = x;
        this.prologue = prologue;
        this.data = scratch.floats(size + 2 * Tile.COLUMNS);
    }

    /**
     * Loads {@code height} rows of {@code width} elements of a channel; the first is (top, left) of x, which may be
     * outside.
     *
     * @return the elements row by row, followed by space for vectors that read beyond them; valid until the next call
     */
    float[] load(int channel, int top, int left, int height, int width) {
        int first = Math.clamp(-top, 0, height);
        int last = Math.clamp(x.dim(1) - top, first, height);
        int begin = Math.clamp(-left, 0, width);
        int end = Math.clamp(x.dim(2) - left, begin, width);
        float[] elements = x.data();
        for (int row = first; row < last && begin < end; row++) {
            int source = (channel * x.dim(1) + top + row) * x.dim(2) + left + begin;
            System.arraycopy(elements, source, data, row * width + begin, end - begin);
        }
        prologue.apply(channel, data, first * width, data, first * width, (last - first) * width);
        Arrays.fill(data, 0, first * width, 0);
        Arrays.fill(data, last * width, height * width, 0);
        for (int row = first; row < last && end - begin < width; row++) {
            Arrays.fill(data, row * width, row * width + begin, 0);
            Arrays.fill(data, row * width + end, (row + 1) * width, 0);
        }
        return data;
    }
}
