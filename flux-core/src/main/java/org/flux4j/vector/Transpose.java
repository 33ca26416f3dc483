package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.run.Engine;
import org.flux4j.vector.tile.Transposition;

/** y[j, i] = x[i, j]. */
final class Transpose {
    private Transpose() {}

    static Tensor apply(Tensor x, Engine engine) {
        Tensor y = engine.tensor(Shapes.transpose(x.shape()));
        int rows = x.dim(0);
        int columns = x.dim(1);
        engine.over(
                columns,
                Engine.grain(rows),
                (from, to) ->
                        Transposition.apply(x.data(), from, columns, rows, to - from, y.data(), from * rows, rows));
        return y;
    }
}
