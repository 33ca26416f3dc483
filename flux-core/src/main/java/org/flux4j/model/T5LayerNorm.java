package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * The layer norm of T5, which does not subtract the mean and thus is an RMS norm.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/t5/modeling_t5.py">modeling_t5.py,
 * T5LayerNorm</a>.
 *
 * @param weight [C]
 * @param eps the term added to the mean square
 */
record T5LayerNorm(Weight weight, float eps) {
    T5LayerNorm(T5Config config, Weights w) {
        this(w.get("weight", config.dModel()), config.layerNormEpsilon());
    }

    /**
     * Applies the norm.
     *
     * @param x [L, C]
     * @return [L, C]
     */
    Tensor forward(Operators ops, Tensor x) {
        return ops.rmsNorm(x, weight, eps);
    }
}
