package org.flux4j.ref;

import org.flux4j.op.Tensor;

/**
 * y = a + b.
 *
 * <p>a and y of any shape, b of the shape of a, or [C] for a [..., C]: then it is added to every row.
 *
 * <p>Source: the residual connections of <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L185">
 * DoubleStreamBlock</a>.
 */
final class Add {
    private Add() {}

    static Tensor apply(Tensor a, Tensor b, int threads) {
        return Rows.combine("add", a, b, threads, Float::sum);
    }
}
