package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A fully connected layer, as torch.nn.Linear.
 *
 * @param weight [out, in]
 * @param bias [out], or null for none
 */
record Linear(Weight weight, Weight bias) {
    Linear(int in, int out, Weights w) {
        this(in, out, true, w);
    }

    Linear(int in, int out, boolean hasBias, Weights w) {
        this(w.get("weight", out, in), hasBias ? w.get("bias", out) : null);
    }

    /**
     * y = weight · x + bias, for every row of x.
     *
     * @param x [L, in], or [in]
     * @return [L, out], or [out]
     */
    Tensor forward(Operators ops, Tensor x) {
        return x.shape().rank() == 1
                ? ops.linear(x.reshape(1, x.dim(0)), weight, bias).reshape(weight.dim(0))
                : ops.linear(x, weight, bias);
    }
}
