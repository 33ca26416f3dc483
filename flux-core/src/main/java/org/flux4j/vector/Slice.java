package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;

/** Indices {@code from} to {@code to} (exclusive) of one axis. */
final class Slice {
    private Slice() {}

    static Tensor apply(Tensor x, int axis, int from, int to, Engine engine) {
        Tensor y = engine.tensor(Shapes.slice(x.shape(), axis, from, to));
        int along = x.shape().axis(axis);
        int outer = x.shape().product(0, along);
        int inner = x.shape().product(along + 1, x.shape().rank());
        int size = x.dim(along);
        int count = (to - from) * inner;
        engine.over(outer, Engine.grain(count), (first, last) -> {
            float[] elements = x.data();
            float[] part = y.data();
            for (int i = first; i < last; i++) {
                System.arraycopy(elements, (i * size + from) * inner, part, i * count, count);
            }
        });
        return y;
    }
}
