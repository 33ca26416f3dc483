package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Lanes.S;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.flux4j.op.Padding;
import org.flux4j.op.Tensor;

/**
 * What a convolution sees around some neighbouring pixels of its result: x[c, i·stride + u − top, j·stride + v − left] for
 * every channel c and tap (u, v), zero outside x.
 *
 * <p>For each channel the part of x that any of the pixels sees is copied into a window, with the zeros around x. There
 * the pixels of a vector mostly lie side by side, whatever the tap.
 */
final class Neighbours {
    private final Tensor x;
    private final int kernelHeight;
    private final int kernelWidth;
    private final int top;
    private final int left;
    private final int height;
    private final int width;
    private final float[] window;
    private final int[] places;

    /**
     * Around pixels {@code first} to {@code last} (exclusive) of a result with {@code rowLength} pixels in a row.
     *
     * @param last may be beyond the last row: what is seen there is anything
     */
    Neighbours(
            Tensor x,
            int kernelHeight,
            int kernelWidth,
            int stride,
            Padding padding,
            int rowLength,
            int first,
            int last,
            Scratch scratch) {
        int topRow = first / rowLength;
        int rows = (last - 1) / rowLength - topRow + 1;
        int leftColumn = rows == 1 ? first % rowLength : 0;
        int columns = rows == 1 ? last - first : rowLength;
        this.x = x;
        this.kernelHeight = kernelHeight;
        this.kernelWidth = kernelWidth;
        this.top = topRow * stride - padding.top();
        this.left = leftColumn * stride - padding.left();
        this.height = (rows - 1) * stride + kernelHeight;
        this.width = (columns - 1) * stride + kernelWidth;
        this.window = scratch.floats(height * width);
        this.places = new int[last - first];
        Arrays.setAll(places, pixel -> {
            int row = (first + pixel) / rowLength - topRow;
            int column = (first + pixel) % rowLength - leftColumn;
            return (row * width + column) * stride;
        });
    }

    /**
     * Fills panels: in that of pixel p, row (c, u, v) holds what tap (u, v) sees in channel {@code channel} + c.
     *
     * @param panelSize the distance of panels
     */
    void fill(int channel, int count, float[] panels, int panelSize) {
        for (int c = 0; c < count; c++) {
            look(channel + c);
            for (int u = 0; u < kernelHeight; u++) {
                for (int v = 0; v < kernelWidth; v++) {
                    int row = (c * kernelHeight + u) * kernelWidth + v;
                    tap(u * width + v, panels, row * Tile.COLUMNS, panelSize);
                }
            }
        }
    }

    /** Copies what is seen of a channel into the window. */
    private void look(int channel) {
        int from = Math.clamp(-left, 0, width);
        int to = Math.clamp(x.dim(2) - left, from, width);
        for (int row = 0; row < height; row++) {
            int at = row * width;
            boolean inside = top + row >= 0 && top + row < x.dim(1);
            int begin = inside ? from : width;
            int end = inside ? to : width;
            Arrays.fill(window, at, at + begin, 0);
            int source = (channel * x.dim(1) + top + row) * x.dim(2) + left;
            System.arraycopy(x.data(), inside ? source + begin : 0, window, at + begin, end - begin);
            Arrays.fill(window, at + end, at + width, 0);
        }
    }

    private void tap(int offset, float[] panels, int at, int panelSize) {
        for (int pixel = 0; pixel < places.length; pixel += L) {
            int target = at + pixel / Tile.COLUMNS * panelSize + pixel % Tile.COLUMNS;
            int place = places[pixel] + offset;
            if (places[pixel + L - 1] - places[pixel] == L - 1) {
                FloatVector.fromArray(S, window, place).intoArray(panels, target);
            } else {
                for (int lane = 0; lane < L; lane++) {
                    panels[target + lane] = window[places[pixel + lane] + offset];
                }
            }
        }
    }
}
