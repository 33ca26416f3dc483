package org.flux4j.model;

import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/** What one sublayer is modulated with, each [C]. */
record ModulationOut(Tensor shift, Tensor scale, Tensor gate) {
    /** The eps of every layer norm in the transformer. */
    static final float EPS = 1e-6f;

    /** What goes into the sublayer: (1 + scale) · layer_norm(x) + shift. */
    Tensor modulate(Operators ops, Tensor x) {
        return ops.modulate(x, shift, scale, EPS);
    }

    /** What comes out of it: x + gate · update. */
    Tensor gatedAdd(Operators ops, Tensor x, Tensor update) {
        return ops.gatedAdd(x, gate, update);
    }
}
