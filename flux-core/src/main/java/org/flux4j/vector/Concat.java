package org.flux4j.vector;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** a, then b along one axis. */
final class Concat {
    private Concat() {}

    static Tensor apply(Tensor a, Tensor b, int axis, Engine engine) {
        Shape shape = Shapes.concat(a.shape(), b.shape(), axis);
        Tensor y = engine.tensor(shape);
        int along = shape.axis(axis);
        int outer = shape.product(0, along);
        int inner = shape.product(along + 1, shape.rank());
        int first = a.dim(along) * inner;
        int second = b.dim(along) * inner;
        engine.over(outer, Engine.grain(first + second), (from, to) -> {
            float[] left = a.data();
            float[] right = b.data();
            float[] joined = y.data();
            for (int i = from; i < to; i++) {
                System.arraycopy(left, i * first, joined, i * (first + second), first);
                System.arraycopy(right, i * second, joined, i * (first + second) + first, second);
            }
        });
        return y;
    }
}
