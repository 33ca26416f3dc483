package org.flux4j.vector.gradient;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.flux4j.op.Tensor;
import org.flux4j.vector.lanes.Sigmoid;
import org.flux4j.vector.row.Elements;
import org.flux4j.vector.run.Engine;

/**
 * The gradient of SiLU, y = x · σ(x): dx = dy · σ(x) · (1 + x · (1 − σ(x))), derived in {@code org.flux4j.ref.SiluGradient}.
 */
final class SiluGradient {
    private SiluGradient() {}

    static Tensor apply(Tensor dy, Tensor x, Engine engine) {
        return Elements.gradient("silu", dy, x, SiluGradient::row, engine);
    }

    private static void row(float[] dy, int at, float[] x, int atX, float[] dx, int atDx, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            FloatVector gradient = FloatVector.fromArray(S, dy, at + i);
            gradient.mul(derivative(FloatVector.fromArray(S, x, atX + i))).intoArray(dx, atDx + i);
        }
        if (i < count) {
            VectorMask<Float> rest = S.indexInRange(i, count);
            FloatVector gradient = FloatVector.fromArray(S, dy, at + i, rest);
            gradient.mul(derivative(FloatVector.fromArray(S, x, atX + i, rest))).intoArray(dx, atDx + i, rest);
        }
    }

    private static FloatVector derivative(FloatVector x) {
        return Sigmoid.gateDerivative(x, x, x.broadcast(1));
    }
}
