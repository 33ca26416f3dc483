package org.flux4j.ref;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * Concatenation along an axis: y is a, followed by b.
 *
 * <p>a, b and y have the same sizes along all other axes.
 *
 * <p>Source: torch.cat, as in <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L177">DoubleStreamBlock.forward</a>.
 */
final class Concat {
    private Concat() {}

    static Tensor apply(Tensor a, Tensor b, int axis) {
        Shape shape = Shapes.concat(a.shape(), b.shape(), axis);
        Tensor y = Tensor.zeros(shape);
        int along = shape.axis(axis);
        int outer = shape.product(0, along);
        int inner = shape.product(along + 1, shape.rank());
        int first = a.dim(along) * inner;
        int second = b.dim(along) * inner;
        for (int i = 0; i < outer; i++) {
            System.arraycopy(a.data(), i * first, y.data(), i * (first + second), first);
            System.arraycopy(b.data(), i * second, y.data(), i * (first + second) + first, second);
        }
        return y;
    }
}
