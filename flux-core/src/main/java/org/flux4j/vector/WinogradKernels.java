package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Winograd.KERNEL;
import static org.flux4j.vector.Winograd.POINTS;
import static org.flux4j.vector.Winograd.SEEN;

import org.flux4j.op.Weight;

/** G g Gᵀ for all kernels of a convolution: a matrix [outputs, channels] for each of {@link Winograd}'s points. */
final class WinogradKernels {
    /** Rows that lie a power of two apart would share few lines of the cache. */
    private static final int SKEW = 16;

    private final float[] data;
    private final int row;
    private final int pointSize;

    /** Of weights [O, C, 3, 3]. */
    WinogradKernels(Weight weight, Engine engine) {
        row = weight.dim(1) + SKEW;
        pointSize = Tile.fill(weight.dim(0)) * row;
        data = engine.take(POINTS * pointSize);
        engine.run(weight.dim(0), (output, scratch) -> transform(weight, output, scratch));
    }

    /** The elements themselves, to be given back. */
    float[] data() {
        return data;
    }

    /** The distance of rows. */
    int row() {
        return row;
    }

    /** Where a row of a point begins. */
    int at(int point, int output) {
        return point * pointSize + output * row;
    }

    private void transform(Weight weight, int output, Scratch scratch) {
        int channels = weight.dim(1);
        int taps = KERNEL * KERNEL;
        int length = Math.ceilDiv(channels, L) * L;
        float[] stored = scratch.floats(channels * taps);
        float[] g = scratch.floats(taps * length);
        float[] half = scratch.floats(SEEN * KERNEL * L);
        float[] points = scratch.floats(POINTS * length);
        Widen.read(weight, (long) output * channels * taps, stored, 0, channels * taps);
        Transpose.turn(stored, 0, taps, channels, taps, g, 0, length);
        for (int channel = 0; channel < channels; channel += L) {
            for (int v = 0; v < KERNEL; v++) {
                WinogradTransform.kernel(g, v * length + channel, KERNEL * length, half, v * L, KERNEL * L);
            }
            for (int u = 0; u < SEEN; u++) {
                int at = SEEN * u * length + channel;
                WinogradTransform.kernel(half, KERNEL * u * L, L, points, at, length);
            }
        }
        for (int point = 0; point < POINTS; point++) {
            System.arraycopy(points, point * length, data, at(point, output), channels);
        }
    }
}
