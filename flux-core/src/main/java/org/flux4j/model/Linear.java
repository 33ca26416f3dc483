package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A fully connected layer, as torch.nn.Linear. No other class passes the weights of a linear layer to the operators, so what
 * changes them, such as a low-rank update, changes them here.
 */
final class Linear {
    private final Weight weight; // [out, in]
    private final Weight bias; // [out]; null for none

    Linear(int in, int out, Weights w) {
        this(in, out, true, w);
    }

    Linear(int in, int out, boolean hasBias, Weights w) {
        this(w.get("weight", out, in), hasBias ? w.get("bias", out) : null);
    }

    private Linear(Weight weight, Weight bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** Returns the layer that a 1 × 1 convolution is to pixels. */
    static Linear pixelwise(int in, int out, Weights w) {
        return new Linear(w.get("weight", out, in, 1, 1).reshape(out, in), w.get("bias", out));
    }

    /**
     * Returns weight · x + bias, for every row of x.
     *
     * @param x [L, in], or [in]
     * @return [L, out], or [out]
     */
    Tensor forward(Operators ops, Tensor x) {
        return x.shape().rank() == 1
                ? ops.linear(x.reshape(1, x.dim(0)), weight, bias).reshape(weight.dim(0))
                : ops.linear(x, weight, bias);
    }

    /**
     * Returns gelu_tanh(weight · x + bias), for every row of x.
     *
     * @param x [L, in]
     * @return [L, out]
     */
    Tensor forwardGelu(Operators ops, Tensor x) {
        return ops.linearGelu(x, weight, bias);
    }
}
