package org.flux4j.vector.fused;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.lanes.Lanes;
import org.flux4j.vector.run.Engine;

/** A gated residual: y = x + gate · update, in one pass. */
public final class GatedAdd {
    private GatedAdd() {}

    public static Tensor apply(Tensor x, Tensor gate, Tensor update, Engine engine) {
        Tensor y = engine.tensor(Shapes.gatedAdd(x.shape(), gate.shape(), update.shape()));
        engine.overRows(x, (from, to) -> rows(x.data(), gate.data(), update.data(), y.data(), from, to, x.dim(-1)));
        return y;
    }

    private static void rows(float[] x, float[] gate, float[] update, float[] y, int from, int to, int count) {
        for (int at = from; at < to; at += count) {
            row(x, gate, update, y, at, count);
        }
    }

    /** Computes one row: x, update and y begin at {@code at}, the gate at 0. */
    private static void row(float[] x, float[] gate, float[] update, float[] y, int at, int count) {
        int first = Lanes.beforeLine(at, count);
        int last = first + S.loopBound(count - first);
        each(x, gate, update, y, at, 0, first);
        for (int i = first; i < last; i += L) {
            FloatVector step = FloatVector.fromArray(S, update, at + i);
            step.fma(FloatVector.fromArray(S, gate, i), FloatVector.fromArray(S, x, at + i))
                    .intoArray(y, at + i);
        }
        each(x, gate, update, y, at, last, count);
    }

    private static void each(float[] x, float[] gate, float[] update, float[] y, int at, int from, int to) {
        for (int i = from; i < to; i++) {
            y[at + i] = Math.fma(update[at + i], gate[i], x[at + i]);
        }
    }
}
