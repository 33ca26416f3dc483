package org.flux4j.vector;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.flux4j.op.Tensor;
import org.flux4j.vector.lanes.Erfc;
import org.flux4j.vector.row.Elements;
import org.flux4j.vector.run.Engine;

/**
 * y = x/2 · (1 + erf(x/√2)): the exact GELU.
 *
 * <p>With z = |x|/√2, y is x/2 · erfc(z) for negative x and x · (1 − erfc(z)/2) otherwise.
 */
final class GeluErf {
    private static final float SQRT_HALF = (float) Math.sqrt(0.5);

    private GeluErf() {}

    static Tensor apply(Tensor x, Engine engine) {
        return Elements.map(x, GeluErf::row, engine);
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
        FloatVector tail = Erfc.of(x.abs().mul(SQRT_HALF)).mul(0.5f);
        FloatVector phi = tail.blend(tail.neg().add(1), x.compare(VectorOperators.GT, 0));
        return x.mul(phi);
    }
}
