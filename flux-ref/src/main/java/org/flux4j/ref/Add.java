package org.flux4j.ref;

import org.flux4j.op.Tensor;

/**
 * Addition: y = a + b.
 *
 * <p>a has any shape; y has the shape of a; b has the shape of a, or is [C] for a [..., C] (added to each row), or [1]
 * (added to each element).
 *
 * <p>Source: the residual connections of <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L185">
 * DoubleStreamBlock</a>.
 */
final class Add {
    private Add() {}

    static Tensor apply(Tensor a, Tensor b, int threads) {
        return Broadcast.combine("add", a, b, threads, Float::sum);
    }
}
