package org.flux4j.vector;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.Broadcast;
import org.flux4j.vector.row.MultiplyRow;
import org.flux4j.vector.run.Engine;

/** y = a · b, element by element, where b may be one row or one element. */
final class Multiply {
    private Multiply() {}

    static Tensor apply(Tensor a, Tensor b, Engine engine) {
        return Broadcast.combine("multiply", a, b, MultiplyRow::apply, Multiply::multiplyScalar, engine);
    }

    private static void multiplyScalar(float[] a, int at, float b, float[] y, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector.fromArray(S, a, at + i).mul(b).intoArray(y, at + i);
        }
        for (; i < count; i++) {
            y[at + i] = a[at + i] * b;
        }
    }
}
