package org.flux4j.vector.tile;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The transposition of a matrix, in squares as wide as a vector. A square is transposed by exchanging its upper right and
 * lower left quarters, then doing so within each quarter, down to single elements.
 */
public final class Transposition {
    private static final VectorShuffle<Float> BY_8 = by(8);
    private static final VectorMask<Float> WITH_8 = with(8);
    private static final VectorShuffle<Float> BY_4 = by(4);
    private static final VectorMask<Float> WITH_4 = with(4);
    private static final VectorShuffle<Float> BY_2 = by(2);
    private static final VectorMask<Float> WITH_2 = with(2);
    private static final VectorShuffle<Float> BY_1 = by(1);
    private static final VectorMask<Float> WITH_1 = with(1);

    private Transposition() {}

    /**
     * Computes y[j, i] = x[i, j] for i &lt; rows and j &lt; columns, given the first elements and the distances of
     * rows.
     */
    public static void apply(float[] x, int atX, int rowX, int rows, int columns, float[] y, int atY, int rowY) {
        int bottom = S.loopBound(rows);
        int right = S.loopBound(columns);
        for (int i = 0; i < bottom; i += L) {
            for (int j = 0; j < right; j += L) {
                square(x, atX + i * rowX + j, rowX, y, atY + j * rowY + i, rowY);
            }
        }
        each(x, atX + right, rowX, bottom, columns - right, y, atY + right * rowY, rowY);
        each(x, atX + bottom * rowX, rowX, rows - bottom, columns, y, atY + bottom, rowY);
    }

    private static void each(float[] x, int atX, int rowX, int rows, int columns, float[] y, int atY, int rowY) {
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                y[atY + j * rowY + i] = x[atX + i * rowX + j];
            }
        }
    }

    private static void square(float[] x, int atX, int rowX, float[] y, int atY, int rowY) {
        switch (L) {
            case 16 -> {
                quads(x, atX, rowX, y, atY, rowY, 4, BY_8, WITH_8, BY_4, WITH_4);
                quads(y, atY, rowY, y, atY, rowY, 1, BY_2, WITH_2, BY_1, WITH_1);
            }
            case 8 -> {
                quads(x, atX, rowX, y, atY, rowY, 2, BY_4, WITH_4, BY_2, WITH_2);
                pairs(y, atY, rowY, y, atY, rowY);
            }
            case 4 -> quads(x, atX, rowX, y, atY, rowY, 1, BY_2, WITH_2, BY_1, WITH_1);
            default -> pairs(x, atX, rowX, y, atY, rowY);
        }
    }

    /** Exchanges quarters of sides 2 · h and h: of rows i, i + h, i + 2 · h and i + 3 · h, for all i. */
    private static void quads(
            float[] x,
            int atX,
            int rowX,
            float[] y,
            int atY,
            int rowY,
            int h,
            VectorShuffle<Float> outer,
            VectorMask<Float> withOuter,
            VectorShuffle<Float> inner,
            VectorMask<Float> withInner) {
        for (int n = 0; n < L / 4; n++) {
            int i = n / h * 4 * h + n % h;
            FloatVector a = FloatVector.fromArray(S, x, atX + i * rowX);
            FloatVector b = FloatVector.fromArray(S, x, atX + (i + h) * rowX);
            FloatVector c = FloatVector.fromArray(S, x, atX + (i + 2 * h) * rowX);
            FloatVector d = FloatVector.fromArray(S, x, atX + (i + 3 * h) * rowX);
            FloatVector ac = a.blend(c.rearrange(outer), withOuter);
            FloatVector ca = a.rearrange(outer).blend(c, withOuter);
            FloatVector bd = b.blend(d.rearrange(outer), withOuter);
            FloatVector db = b.rearrange(outer).blend(d, withOuter);
            ac.blend(bd.rearrange(inner), withInner).intoArray(y, atY + i * rowY);
            ac.rearrange(inner).blend(bd, withInner).intoArray(y, atY + (i + h) * rowY);
            ca.blend(db.rearrange(inner), withInner).intoArray(y, atY + (i + 2 * h) * rowY);
            ca.rearrange(inner).blend(db, withInner).intoArray(y, atY + (i + 3 * h) * rowY);
        }
    }

    /** Exchanges single elements of rows i and i + 1, for all even i. */
    private static void pairs(float[] x, int atX, int rowX, float[] y, int atY, int rowY) {
        for (int i = 0; i < L; i += 2) {
            FloatVector a = FloatVector.fromArray(S, x, atX + i * rowX);
            FloatVector b = FloatVector.fromArray(S, x, atX + (i + 1) * rowX);
            a.blend(b.rearrange(BY_1), WITH_1).intoArray(y, atY + i * rowY);
            a.rearrange(BY_1).blend(b, WITH_1).intoArray(y, atY + (i + 1) * rowY);
        }
    }

    /** Returns the lanes whose numbers have a bit. */
    private static VectorMask<Float> with(int bit) {
        long lanes = 0;
        for (int lane = 0; lane < L; lane++) {
            lanes |= (lane & bit) == 0 ? 0 : 1L << lane;
        }
        return VectorMask.fromLong(S, lanes);
    }

    /** Returns the exchange of lanes whose numbers differ in a bit. */
    private static VectorShuffle<Float> by(int bit) {
        return VectorShuffle.fromOp(S, lane -> (lane ^ bit) % L);
    }
}
