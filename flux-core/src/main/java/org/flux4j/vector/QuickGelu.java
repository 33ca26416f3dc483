package org.flux4j.vector;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import org.flux4j.op.Tensor;
import org.flux4j.vector.lanes.Exp;
import org.flux4j.vector.row.Elements;
import org.flux4j.vector.run.Engine;

/** y = x / (1 + e^(−1.702·x)): the GELU of CLIP. */
final class QuickGelu {
    private QuickGelu() {}

    static Tensor apply(Tensor x, Engine engine) {
        return Elements.map(x, QuickGelu::row, engine);
    }

    private static void row(float[] x, int at, float[] y, int atY, int count) {
        int i = 0;
        for (; i <= count - L; i += L) {
            of(FloatVector.fromArray(S, x, at + i)).intoArray(y, atY + i);
        }
        if (i < count) {
            VectorMask<Float> rest = S.indexInRange(i, count);
            of(FloatVector.fromArray(S, x, at + i, rest)).intoArray(y, atY + i, rest);
        }
    }

    private static FloatVector of(FloatVector x) {
        return x.div(Exp.of(x.mul(-1.702f)).add(1));
    }
}
