package org.flux4j.vector;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/**
 * The rotations of rotary position embedding in several axes, token by token; as in the reference, every angle is
 * computed in double.
 */
final class Rope {
    private Rope() {}

    static Tensor apply(Tensor ids, int[] axesDim, float theta, Engine engine) {
        Shape shape = Shapes.rope(ids.shape(), axesDim);
        Tensor pe = engine.tensor(shape);
        int perToken = shape.product(1, shape.rank());
        engine.over(ids.dim(0), Engine.grain(perToken), (from, to) -> {
            float[] positions = ids.data();
            float[] matrices = pe.data();
            for (int token = from; token < to; token++) {
                int at = token * perToken;
                for (int axis = 0; axis < axesDim.length; axis++) {
                    double position = positions[token * axesDim.length + axis];
                    rotations(position, axesDim[axis], theta, matrices, at);
                    at += 2 * axesDim[axis];
                }
            }
        });
        return pe;
    }

    /** Writes the matrices of one token and one axis of {@code dim} channels. */
    private static void rotations(double position, int dim, float theta, float[] pe, int at) {
        for (int i = 0; i < dim / 2; i++) {
            double angle = position * Math.pow(theta, -2.0 * i / dim);
            float cos = (float) Math.cos(angle);
            float sin = (float) Math.sin(angle);
            pe[at + 4 * i] = cos;
            pe[at + 4 * i + 1] = -sin;
            pe[at + 4 * i + 2] = sin;
            pe[at + 4 * i + 3] = cos;
        }
    }
}
