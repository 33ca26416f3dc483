package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The part of a tensor with the indices {@code from} (inclusive) to {@code to} (exclusive) along an axis.
 *
 * <p>x has any shape; y has the shape of x, but with {@code to − from} indices along the axis.
 *
 * <p>Source: slicing, as in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L182">DoubleStreamBlock.forward</a>.
 */
final class Slice {
    private Slice() {}

    static Tensor apply(Tensor x, int axis, int from, int to) {
        Tensor y = Tensor.zeros(Shapes.slice(x.shape(), axis, from, to));
        int along = x.shape().axis(axis);
        int size = x.dim(along);
        int outer = x.shape().product(0, along);
        int inner = x.shape().product(along + 1, x.shape().rank());
        int count = (to - from) * inner;
        for (int i = 0; i < outer; i++) {
            System.arraycopy(x.data(), (i * size + from) * inner, y.data(), i * count, count);
        }
        return y;
    }
}
