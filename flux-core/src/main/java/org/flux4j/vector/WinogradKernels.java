package org.flux4j.vector;

import static org.flux4j.vector.Lanes.L;
import static org.flux4j.vector.Winograd.KERNEL;
import static org.flux4j.vector.Winograd.POINTS;
import static org.flux4j.vector.Winograd.SEEN;

import org.flux4j.op.Weight;

/** G g Gᵀ for all kernels of a convolution: a matrix [outputs, channels] for each of {@link Winograd}'s points. */
final class WinogradKernels {
    private static final int TAPS = KERNEL * KERNEL;

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
        int channels = weight.dim(1);
        int length = Math.ceilDiv(channels, L) * L;
        engine.run(weight.dim(0), scratch -> {
            float[] stored = scratch.floats(channels * TAPS);
            float[] g = scratch.floats(TAPS * length);
            float[] half = scratch.floats(SEEN * KERNEL * L);
            float[] points = scratch.floats(POINTS * length);
            return output -> {
                Widen.read(weight, (long) output * channels * TAPS, stored, 0, channels * TAPS);
                Transpose.turn(stored, 0, TAPS, channels, TAPS, g, 0, length);
                transform(g, length, half, points);
                for (int point = 0; point < POINTS; point++) {
                    System.arraycopy(points, point * length, data, at(point, output), channels);
                }
            };
        });
    }

    /** G g Gᵀ for the kernels of an output: from {@code length} channels in 9 rows to as many in 16. */
    private static void transform(float[] g, int length, float[] half, float[] points) {
        for (int channel = 0; channel < length; channel += L) {
            for (int v = 0; v < KERNEL; v++) {
                WinogradTransform.kernel(g, v * length + channel, KERNEL * length, half, v * L, KERNEL * L);
            }
            for (int u = 0; u < SEEN; u++) {
                int at = SEEN * u * length + channel;
                WinogradTransform.kernel(half, KERNEL * u * L, L, points, at, length);
            }
        }
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
}
