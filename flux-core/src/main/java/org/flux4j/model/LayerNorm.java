package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A layer norm with weight and bias, like torch.nn.LayerNorm.
 *
 * @param weight [C]
 * @param bias [C]
 * @param eps the term added to the variance
 */
record LayerNorm(Weight weight, Weight bias, float eps) {
    LayerNorm(int channels, float eps, Weights w) {
        this(w.get("weight", channels), w.get("bias", channels), eps);
    }

    /**
     * Applies the norm.
     *
     * @param x [L, C]
     * @return [L, C]
     */
    Tensor forward(Operators ops, Tensor x) {
        return ops.layerNorm(x, weight, bias, eps);
    }
}
