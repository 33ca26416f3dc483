package org.flux4j.vector.gradient;

import static org.flux4j.vector.lanes.Lanes.L;
import static org.flux4j.vector.lanes.Lanes.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.flux4j.op.Tensor;
import org.flux4j.vector.lanes.Erfc;
import org.flux4j.vector.lanes.Exp;
import org.flux4j.vector.row.Elements;
import org.flux4j.vector.run.Engine;

/**
 * The gradient of the exact GELU, y = x · Φ(x): dx = dy · (Φ(x) + x · φ(x)), derived in {@code
 * org.flux4j.ref.GeluErfGradient}.
 */
final class GeluErfGradient {
    private static final float SQRT_HALF = (float) Math.sqrt(0.5);
    private static final float DENSITY_OF_ZERO = (float) (1 / Math.sqrt(2 * Math.PI));

    private GeluErfGradient() {}

    static Tensor apply(Tensor dy, Tensor x, Engine engine) {
        return Elements.gradient("gelu_erf", dy, x, GeluErfGradient::row, engine);
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
        FloatVector tail = Erfc.of(x.abs().mul(SQRT_HALF)).mul(0.5f);
        FloatVector distribution = tail.blend(tail.neg().add(1), x.compare(VectorOperators.GT, 0));
        FloatVector density = Exp.of(x.mul(x).mul(-0.5f)).mul(DENSITY_OF_ZERO);
        return x.fma(density, distribution);
    }
}
