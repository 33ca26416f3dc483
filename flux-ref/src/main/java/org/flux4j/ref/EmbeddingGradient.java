package org.flux4j.ref;

import org.flux4j.op.Shape;
import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;

/**
 * The gradient of {@link Embedding}. Row l of y is row ids[l] of the table, so its gradient is added to that row:
 * dTable[ids[l], c] += dy[l, c].
 *
 * <p>There are L ids, dy is [L, C], dTable is [V, C].
 */
final class EmbeddingGradient {
    private EmbeddingGradient() {}

    static void add(Tensor dy, int[] ids, float[] dTable) {
        int c = dy.dim(-1);
        Shapes.gradient("embedding", dy.shape(), Shape.of(ids.length, c));
        for (int l = 0; l < ids.length; l++) {
            for (int i = 0; i < c; i++) {
                dTable[ids[l] * c + i] += dy.data()[l * c + i];
            }
        }
    }
}
