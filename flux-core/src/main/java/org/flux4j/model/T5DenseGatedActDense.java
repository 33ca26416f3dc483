package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/**
 * The feed-forward layer of T5 v1.1: y = wo(gelu(wi_0(x)) · wi_1(x)).
 *
 * <p>Source: <a
 * href="https://github.com/huggingface/transformers/blob/v5.18.0/src/transformers/models/t5/modeling_t5.py">modeling_t5.py,
 * T5DenseGatedActDense</a>.
 */
final class T5DenseGatedActDense {
    private final Linear wi0; // [F, C]
    private final Linear wi1; // [F, C]
    private final Linear wo; // [C, F]

    T5DenseGatedActDense(T5Config config, Weights w) {
        wi0 = new Linear(config.dModel(), config.dFf(), false, w.in("wi_0"));
        wi1 = new Linear(config.dModel(), config.dFf(), false, w.in("wi_1"));
        wo = new Linear(config.dFf(), config.dModel(), false, w.in("wo"));
    }

    /**
     * Applies the layer.
     *
     * @param x [L, C]
     * @return [L, C]
     */
    Tensor forward(Operators ops, Tensor x) {
        Tensor hiddenGelu = wi0.forwardGelu(ops, x);
        Tensor hiddenLinear = wi1.forward(ops, x);
        return wo.forward(ops, ops.multiply(hiddenGelu, hiddenLinear));
    }
}
