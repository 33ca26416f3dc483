package org.flux4j.model;

import org.flux4j.op.Heads;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/** Attention whose scores are divided by √D, as torch.nn.functional.scaled_dot_product_attention. */
final class ScaledAttention {
    private ScaledAttention() {}

    /**
     * y = softmax(q·kᵀ / √D + bias) · v.
     *
     * @param heads each [H, L, D]
     * @param bias [1, L, L], or null for none
     * @return [L, H·D]
     */
    static Tensor attention(Operators ops, Heads heads, Tensor bias) {
        float scale = (float) (1 / Math.sqrt(heads.q().dim(-1)));
        return ops.attention(heads.q(), heads.k(), heads.v(), scale, bias);
    }
}
