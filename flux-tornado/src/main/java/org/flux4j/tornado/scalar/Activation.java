package org.flux4j.tornado.scalar;

import uk.ac.manchester.tornado.api.math.TornadoMath;

/** Activation functions of a number. */
public final class Activation {
    private Activation() {}

    /** Returns x / (1 + e^−x). */
    public static float silu(float x) {
        return x / (1 + TornadoMath.exp(-x));
    }

    /**
     * Returns x/2 · (1 + tanh(u)) with u = √(2/π) · (x + 0.044715·x³). It is computed as x / (1 + e^(−2u)), which is the
     * same, but does not cancel where tanh(u) is close to −1.
     */
    public static float geluTanh(float x) {
        float u = 0.7978846f * (x + 0.044715f * x * x * x);
        return x / (1 + TornadoMath.exp(-2 * u));
    }
}
