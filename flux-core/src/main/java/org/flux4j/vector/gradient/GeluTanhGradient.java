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
 * The gradient of the tanh approximation of GELU, derived in {@code org.flux4j.ref.GeluTanhGradient}. Since (1 +
 * tanh(u)) / 2 = σ(2u), y = x · σ(z) with z = 2·√(2/π) · (x + 0.044715·x³).
 */
final class GeluTanhGradient {
    private static final float TWO_SQRT_2_OVER_PI = (float) (2 * Math.sqrt(2 / Math.PI));

    private GeluTanhGradient() {}

    static Tensor apply(Tensor dy, Tensor x, Engine engine) {
        return Elements.gradient("gelu_tanh", dy, x, GeluTanhGradient::row, engine);
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
        FloatVector square = x.mul(x);
        FloatVector z = square.fma(0.044715f, 1).mul(x).mul(TWO_SQRT_2_OVER_PI);
        FloatVector slope = square.fma(3 * 0.044715f, 1).mul(TWO_SQRT_2_OVER_PI);
        return Sigmoid.gateDerivative(x, z, slope);
    }
}
