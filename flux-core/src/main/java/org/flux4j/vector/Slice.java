package org.flux4j.vector;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/** Indices {@code from} and following of one axis, as many as fit the shape of the result. */
final class Slice {
    private Slice() {}

    static Tensor apply(Tensor x, int axis, int from, Shape shape, Engine engine) {
        Tensor y = engine.tensor(shape);
        int along = shape.axis(axis);
        int outer = shape.product(0, along);
        int inner = shape.product(along + 1, shape.rank());
        int step = x.dim(along) * inner;
        int count = shape.dim(along) * inner;
        engine.over(outer, Engine.grain(count), (first, last) -> {
            for (int i = first; i < last; i++) {
                System.arraycopy(x.data(), i * step + from * inner, y.data(), i * count, count);
            }
        });
        return y;
    }
}
