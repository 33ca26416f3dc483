package org.flux4j.ref;

import org.flux4j.op.Shapes;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The lookup of embeddings: y[l, c] = table[ids[l], c].
 *
 * <p>There are L ids, table is [V, C], y is [L, C].
 *
 * <p>Source: torch.nn.Embedding, as in <a
 * href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/clip/modeling_clip.py#L226">
 * CLIPTextEmbeddings</a>.
 */
final class Embedding {
    private Embedding() {}

    static Tensor apply(int[] ids, Weight table) {
        Tensor y = Tensor.zeros(Shapes.embedding(ids, table));
        int c = table.dim(1);
        for (int l = 0; l < ids.length; l++) {
            table.read((long) ids[l] * c, y.data(), l * c, c);
        }
        return y;
    }
}
