package org.flux4j.vector;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.lanes.Exp;
import org.flux4j.vector.row.AffineRow;
import org.flux4j.vector.row.Sums;
import org.flux4j.vector.run.Engine;

/** y = e^(x − max x) / Σ e^(x − max x) over the last axis. */
final class Softmax {
    private Softmax() {}

    static Tensor apply(Tensor x, Engine engine) {
        Tensor y = engine.tensor(Shapes.softmax(x.shape()));
        engine.overRows(x, (from, to) -> rows(x.data(), from, to, y.data(), x.dim(-1)));
        return y;
    }

    private static void rows(float[] x, int from, int to, float[] y, int count) {
        for (int at = from; at < to; at += count) {
            row(x, at, y, count);
        }
    }

    private static void row(float[] x, int at, float[] y, int count) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            max = Math.max(max, x[at + i]);
        }
        for (int i = 0; i < count; i += L) {
            VectorMask<Float> rest = S.indexInRange(i, count);
            Exp.of(FloatVector.fromArray(S, x, at + i, rest).sub(max)).intoArray(y, at + i, rest);
        }
        float factor = (float) (1 / Sums.sum(y, at, count));
        AffineRow.apply(y, at, factor, 0, y, at, count);
    }
}
