package org.flux4j.vector;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;
import org.flux4j.vector.lanes.Widen;
import org.flux4j.vector.run.Engine;

/** Row ids[l] of the table for every token l. */
final class Embedding {
    private Embedding() {}

    static Tensor apply(int[] ids, Weight table, Engine engine) {
        Tensor y = engine.tensor(Shapes.embedding(ids, table));
        int c = table.dim(1);
        engine.over(ids.length, Engine.grain(c), (from, to) -> {
            for (int l = from; l < to; l++) {
                Widen.read(table, (long) ids[l] * c, y.data(), l * c, c);
            }
        });
        return y;
    }
}
