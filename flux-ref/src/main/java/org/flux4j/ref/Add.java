package org.flux4j.ref;

import org.flux4j.op.Tensor;

/**
 * y = a + b.
 *
 * <p>a and y of any shape, b of the shape of a, [C] for a [..., C] (added to every row), or [1] (added to every element).
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
