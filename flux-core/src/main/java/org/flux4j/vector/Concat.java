package org.flux4j.vector;

import org.flux4j.op.Shape;
import org.flux4j.op.Tensor;

/** a, then b along one axis. */
final class Concat {
    private Concat() {}

    static Tensor apply(Tensor a, Tensor b, int axis, Shape shape, Engine engine) {
        Tensor y = engine.tensor(shape);
        int along = shape.axis(axis);
        int outer = shape.product(0, along);
        int inner = shape.product(along + 1, shape.rank());
        int first = a.dim(along) * inner;
        int second = b.dim(along) * inner;
        engine.over(outer, Engine.grain(first + second), (from, to) -> {
            for (int i = from; i < to; i++) {
                System.arraycopy(a.data(), i * first, y.data(), i * (first + second), first);
                System.arraycopy(b.data(), i * second, y.data(), i * (first + second) + first, second);
            }
        });
        return y;
    }
}
