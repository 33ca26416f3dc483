package org.flux4j.vector.lanes;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** The sigmoid σ(z) = 1 / (1 + e^−z) as a gate. */
public final class Sigmoid {
    private Sigmoid() {}

    /**
     * Returns the derivative of x · σ(z) by x, where z depends on x and has the given slope: σ(z) · (1 + x · slope · (1 −
     * σ(z))). Both σ(z) and 1 − σ(z) are computed from e^−|z|, so that neither is a difference of nearly equal numbers.
     */
    public static FloatVector gateDerivative(FloatVector x, FloatVector z, FloatVector slope) {
        FloatVector e = Exp.of(z.abs().neg());
        FloatVector larger = z.broadcast(1).div(e.add(1));
        FloatVector smaller = larger.mul(e);
        VectorMask<Float> positive = z.compare(VectorOperators.GT, 0);
        FloatVector sigmoid = smaller.blend(larger, positive);
        FloatVector rest = larger.blend(smaller, positive);
        return x.mul(slope).fma(rest, x.broadcast(1)).mul(sigmoid);
    }
}
