package org.flux4j.vector.row;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * The rotation of one token of one head: y[2i + r] = pe[i, r, 0] · x[2i] + pe[i, r, 1] · x[2i + 1].
 *
 * <p>With swapped being x with the channels of each pair exchanged, y = same · x + other · swapped, where {@code same}
 * are the factors of a channel itself, pe[i, r, r], and {@code other} those of the other channel of its pair. They are
 * sorted once per token, for all heads.
 */
public final class RopeRow {
    private static final VectorShuffle<Float> SWAP = VectorShuffle.fromOp(S, lane -> lane ^ 1);

    private RopeRow() {}

    /** Sorts the factors of {@code d} channels from the matrices that begin at {@code at}. */
    public static void factors(float[] pe, int at, int d, float[] same, float[] other) {
        for (int i = 0; i < d; i += 2) {
            int matrix = at + 2 * i;
            same[i] = pe[matrix];
            other[i] = pe[matrix + 1];
            other[i + 1] = pe[matrix + 2];
            same[i + 1] = pe[matrix + 3];
        }
    }

    /** Sorts the factors of the transposed matrices, which rotate the other way. */
    public static void transposedFactors(float[] pe, int at, int d, float[] same, float[] other) {
        for (int i = 0; i < d; i += 2) {
            int matrix = at + 2 * i;
            same[i] = pe[matrix];
            other[i] = pe[matrix + 2];
            other[i + 1] = pe[matrix + 1];
            same[i + 1] = pe[matrix + 3];
        }
    }

    /** Rotates {@code d} channels; y may be x. */
    public static void apply(float[] x, int at, float[] same, float[] other, float[] y, int atY, int d) {
        int i = 0;
        for (; i <= d - L; i += L) {
            FloatVector pairs = FloatVector.fromArray(S, x, at + i);
            FloatVector swapped = pairs.rearrange(SWAP).mul(FloatVector.fromArray(S, other, i));
            pairs.fma(FloatVector.fromArray(S, same, i), swapped).intoArray(y, atY + i);
        }
        for (; i < d; i += 2) {
            float a = x[at + i];
            float b = x[at + i + 1];
            y[atY + i] = Math.fma(a, same[i], b * other[i]);
            y[atY + i + 1] = Math.fma(b, same[i + 1], a * other[i + 1]);
        }
    }
}
