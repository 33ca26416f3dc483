package org.flux4j.vector.conv;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.flux4j.op.Padding;
import org.flux4j.vector.tile.Tile;

/**
 * The input elements that some consecutive pixels of the result of a convolution depend on, as the columns of a matrix:
 * row (c, u, v) holds x[c, i·stride + u − top, j·stride + v − left], for every channel c and tap (u, v), zero outside
 * of x. In the {@link Window} of all these pixels, the elements for a vector of them are mostly adjacent, whatever the
 * tap.
 */
final class Im2col {
    private final Window window;
    private final int kernelHeight;
    private final int kernelWidth;
    private final int top;
    private final int left;
    private final int height;
    private final int width;
    private final int[] places;

    /**
     * Creates the matrix of pixels {@code first} to {@code last} (exclusive) of a result with {@code rowLength} pixels
     * in a row.
     *
     * @param window of at least {@link #windowSize} elements
     * @param last may be beyond the last row, where the columns hold arbitrary values
     */
    Im2col(
            Window window,
            int kernelHeight,
            int kernelWidth,
            int stride,
            Padding padding,
            int rowLength,
            int first,
            int last) {
        int topRow = first / rowLength;
        int rows = (last - 1) / rowLength - topRow + 1;
        int leftColumn = rows == 1 ? first % rowLength : 0;
        int columns = rows == 1 ? last - first : rowLength;
        this.window = window;
        this.kernelHeight = kernelHeight;
        this.kernelWidth = kernelWidth;
        this.top = topRow * stride - padding.top();
        this.left = leftColumn * stride - padding.left();
        this.height = (rows - 1) * stride + kernelHeight;
        this.width = (columns - 1) * stride + kernelWidth;
        this.places = new int[last - first];
        Arrays.setAll(places, pixel -> {
            int row = (first + pixel) / rowLength - topRow;
            int column = (first + pixel) % rowLength - leftColumn;
            return (row * width + column) * stride;
        });
    }

    /** Returns the size of the window of so many pixels, wherever they begin. */
    static int windowSize(int kernelHeight, int kernelWidth, int stride, int rowLength, int pixels) {
        int inOneRow = kernelHeight * ((pixels - 1) * stride + kernelWidth);
        int rows = Math.ceilDiv(pixels - 1, rowLength) + 1;
        return Math.max(inOneRow, ((rows - 1) * stride + kernelHeight) * ((rowLength - 1) * stride + kernelWidth));
    }

    /**
     * Copies {@code count} channels from {@code channel} on into panels.
     *
     * @param panelSize the distance of panels
     */
    void fill(int channel, int count, float[] panels, int panelSize) {
        for (int c = 0; c < count; c++) {
            float[] input = window.load(channel + c, top, left, height, width);
            for (int u = 0; u < kernelHeight; u++) {
                for (int v = 0; v < kernelWidth; v++) {
                    int row = (c * kernelHeight + u) * kernelWidth + v;
                    tap(input, u * width + v, panels, row * Tile.COLUMNS, panelSize);
                }
            }
        }
    }

    private void tap(float[] input, int offset, float[] panels, int at, int panelSize) {
        for (int pixel = 0; pixel < places.length; pixel += L) {
            int target = at + pixel / Tile.COLUMNS * panelSize + pixel % Tile.COLUMNS;
            int place = places[pixel] + offset;
            if (places[pixel + L - 1] - places[pixel] == L - 1) {
                FloatVector.fromArray(S, input, place).intoArray(panels, target);
            } else {
                for (int lane = 0; lane < L; lane++) {
                    panels[target + lane] = input[places[pixel + lane] + offset];
                }
            }
        }
    }
}
