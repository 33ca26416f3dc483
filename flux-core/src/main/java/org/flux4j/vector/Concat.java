package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.Copy;
import org.flux4j.vector.run.Engine;

/** a, then b along one axis. */
final class Concat {
    private Concat() {}

    static Tensor apply(Tensor a, Tensor b, int axis, Engine engine) {
        Tensor y = engine.tensor(Shapes.concat(a.shape(), b.shape(), axis));
        Copy.along(axis, a, 0, a.dim(axis), y, 0, engine);
        Copy.along(axis, b, 0, b.dim(axis), y, a.dim(axis), engine);
        return y;
    }
}
