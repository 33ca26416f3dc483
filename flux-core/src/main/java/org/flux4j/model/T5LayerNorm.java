package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * T5's layer norm, which takes off no mean and so is an RMSNorm.
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/t5/modeling_t5.py">modeling_t5.py,
 * T5LayerNorm</a>.
 *
 * @param weight [C]
 */
record T5LayerNorm(Weight weight, float eps) {
    T5LayerNorm(T5Config config, Weights w) {
        this(w.get("weight", config.dModel()), config.layerNormEpsilon());
    }

    /** [L, C] to [L, C]. */
    Tensor forward(Operators ops, Tensor x) {
        return ops.rmsNorm(x, weight, eps);
    }
}
