package org.flux4j.vector.gradient;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.vector.row.AddRow;
import org.flux4j.vector.run.Engine;

/**
 * The gradient of the embedding of tokens, derived in {@code org.flux4j.ref.EmbeddingGradient}: dTable[ids[l]] += dy[l]. The
 * same id may occur several times, so threads share the channels.
 */
final class EmbeddingGradient {
    private EmbeddingGradient() {}

    static void add(Tensor dy, int[] ids, float[] dTable, Engine engine) {
        int c = dy.dim(-1);
        Shapes.gradient("embedding", dy.shape(), Shape.of(ids.length, c));
        engine.over(c, Engine.grain(ids.length), (from, to) -> {
            for (int l = 0; l < ids.length; l++) {
                AddRow.accumulate(dy.data(), l * c + from, dTable, ids[l] * c + from, to - from);
            }
        });
    }
}
