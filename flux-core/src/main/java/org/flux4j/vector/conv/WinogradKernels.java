package org.flux4j.vector.conv;

import static org.flux4j.vector.conv.Winograd.INPUT;
import static org.flux4j.vector.conv.Winograd.KERNEL;
import static org.flux4j.vector.conv.Winograd.POINTS;
import static org.flux4j.vector.lanes.Lanes.L;

import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.tile.Tile;
import org.flux4j.vector.tile.Transposition;

/**
 * The transform G g Gᵀ of all kernels of a convolution: for each point of {@link Winograd} a matrix [outputs,
 * channels].
 */
final class WinogradKernels {
    private static final int TAPS = KERNEL * KERNEL;

    /** Rows a power of two apart would share few lines of the cache. */
    private static final int SKEW = 16;

    private final float[] data;
    private final int row;
    private final int pointSize;

    /** Transforms weights [O, C, 3, 3] into a borrowed array. */
    WinogradKernels(Weight weight, Engine engine) {
        row = weight.dim(1) + SKEW;
        pointSize = Tile.fill(weight.dim(0)) * row;
        data = engine.borrow(POINTS * pointSize);
        int channels = weight.dim(1);
        int length = Math.ceilDiv(channels, L) * L;
        engine.run(weight.dim(0), scratch -> {
            float[] stored = scratch.floats(channels * TAPS);
            float[] g = scratch.floats(TAPS * length);
            float[] half = scratch.floats(INPUT * KERNEL * L);
            float[] points = scratch.floats(POINTS * length);
            return output -> {
                Widen.read(weight, (long) output * channels * TAPS, stored, 0, channels * TAPS);
                Transposition.apply(stored, 0, TAPS, channels, TAPS, g, 0, length);
                transform(g, length, half, points);
                for (int point = 0; point < POINTS; point++) {
                    System.arraycopy(points, point * length, data, at(point, output), channels);
                }
            };
        });
    }

    /** Transforms the kernels of an output: 9 rows of {@code length} channels become 16. */
    private static void transform(float[] g, int length, float[] half, float[] points) {
        for (int channel = 0; channel < length; channel += L) {
            for (int v = 0; v < KERNEL; v++) {
                WinogradTransform.kernel(g, v * length + channel, KERNEL * length, half, v * L, KERNEL * L);
            }
            for (int u = 0; u < INPUT; u++) {
                int at = INPUT * u * length + channel;
                WinogradTransform.kernel(half, KERNEL * u * L, L, points, at, length);
            }
        }
    }

    /** Returns the elements themselves. */
    float[] data() {
        return data;
    }

    /** Releases the array. */
    void release(Engine engine) {
        engine.release(data);
    }

    /** Returns the distance of rows. */
    int row() {
        return row;
    }

    /** Returns the index of the first element of a row of a point. */
    int at(int point, int output) {
        return point * pointSize + output * row;
    }
}
