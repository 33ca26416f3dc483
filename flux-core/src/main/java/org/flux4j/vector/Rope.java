package org.flux4j.vector;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/** The rotations of rotary position embedding, token by token, each angle as the reference has it: in double. */
final class Rope {
    private Rope() {}

    static Tensor apply(Tensor ids, int[] axesDim, float theta, Shape shape, Engine engine) {
        Tensor pe = engine.tensor(shape);
        int perToken = shape.product(1, shape.rank());
        engine.over(ids.dim(0), Engine.grain(perToken), (from, to) -> {
            for (int token = from; token < to; token++) {
                int at = token * perToken;
                for (int axis = 0; axis < axesDim.length; axis++) {
                    double position = ids.data()[token * axesDim.length + axis];
                    turn(position, axesDim[axis], theta, pe.data(), at);
                    at += 2 * axesDim[axis];
                }
            }
        });
        return pe;
    }

    /** The matrices of one token and one axis of {@code dim} channels. */
    private static void turn(double position, int dim, float theta, float[] pe, int at) {
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
