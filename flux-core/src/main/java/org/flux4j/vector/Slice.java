package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.Copy;
import org.flux4j.vector.run.Engine;

/** Indices {@code from} to {@code to} (exclusive) of one axis. */
final class Slice {
    private Slice() {}

    static Tensor apply(Tensor x, int axis, int from, int to, Engine engine) {
        Tensor y = engine.tensor(Shapes.slice(x.shape(), axis, from, to));
        Copy.along(axis, x, from, to - from, y, 0, engine);
        return y;
    }
}
