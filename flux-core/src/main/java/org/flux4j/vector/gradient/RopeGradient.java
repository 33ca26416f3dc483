package org.flux4j.vector.gradient;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/**
 * The gradient of the rotations of rotary position embedding with respect to the ids, derived in {@code
 * org.flux4j.ref.RopeGradient}; as there, every angle is computed in double.
 */
final class RopeGradient {
    private RopeGradient() {}

    static Tensor apply(Tensor dy, Tensor ids, int[] axesDim, float theta, Engine engine) {
        Shapes.gradient("rope", dy.shape(), Shapes.rope(ids.shape(), axesDim));
        Tensor dids = engine.tensor(ids.shape());
        int axes = axesDim.length;
        engine.run(ids.dim(0), scratch -> token -> {
            int at = token * dy.dim(1) * 4;
            for (int axis = 0; axis < axes; axis++) {
                double position = ids.data()[token * axes + axis];
                dids.data()[token * axes + axis] = (float) sum(dy.data(), at, axesDim[axis], position, theta);
                at += 2 * axesDim[axis];
            }
        });
        return dids;
    }

    /** Returns the sum over the pairs of one token and one axis of {@code dim} channels. */
    private static double sum(float[] dy, int at, int dim, double position, float theta) {
        double sum = 0;
        for (int i = 0; i < dim / 2; i++) {
            double frequency = Math.pow(theta, -2.0 * i / dim);
            double angle = position * frequency;
            double cos = (double) dy[at + 4 * i + 2] - dy[at + 4 * i + 1];
            double sin = (double) dy[at + 4 * i] + dy[at + 4 * i + 3];
            sum += frequency * (Math.cos(angle) * cos - Math.sin(angle) * sin);
        }
        return sum;
    }
}
