package org.flux4j.vector.gradient;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.Sums;
import org.flux4j.vector.run.Engine;

/** The gradient of a softmax, derived in {@code org.flux4j.ref.SoftmaxGradient}: dx = y · (dy − Σ dy · y). */
final class SoftmaxGradient {
    private SoftmaxGradient() {}

    static Tensor apply(Tensor dy, Tensor y, Engine engine) {
        Tensor dx = engine.tensor(Shapes.gradient("softmax", dy.shape(), Shapes.softmax(y.shape())));
        int n = y.dim(-1);
        engine.overRows(y, (from, to) -> {
            for (int at = from; at < to; at += n) {
                row(dy.data(), y.data(), at, dx.data(), n);
            }
        });
        return dx;
    }

    private static void row(float[] dy, float[] y, int at, float[] dx, int count) {
        float sum = (float) Sums.products(dy, at, y, at, count, 0);
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector rest = FloatVector.fromArray(S, dy, at + i).sub(sum);
            rest.mul(FloatVector.fromArray(S, y, at + i)).intoArray(dx, at + i);
        }
        for (; i < count; i++) {
            dx[at + i] = (dy[at + i] - sum) * y[at + i];
        }
    }
}
