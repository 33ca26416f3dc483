package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;
import org.flux4j.op.Weight;

/**
 * A linear layer, like torch.nn.Linear. No other class passes the weights of a linear layer to the operators, so this
 * is the place for everything that modifies them, such as low-rank updates.
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

    /** Returns the linear layer over pixels that is equivalent to a 1 × 1 convolution. */
    static Linear pixelwise(int in, int out, Weights w) {
        return new Linear(w.get("weight", out, in, 1, 1).reshape(out, in), w.get("bias", out));
    }

    /**
     * Applies the layer: y = weight · x + bias, for each row of x.
     *
     * @param x [L, in], or [in]
     * @return y, [L, out], or [out]
     */
    Tensor forward(Operators ops, Tensor x) {
        return x.shape().rank() == 1
                ? ops.linear(x.reshape(1, x.dim(0)), weight, bias).reshape(weight.dim(0))
                : ops.linear(x, weight, bias);
    }

    /**
     * Applies the layer, then the tanh approximation of GELU: y = gelu_tanh(weight · x + bias), for each row of x.
     *
     * @param x [L, in]
     * @return y, [L, out]
     */
    Tensor forwardGelu(Operators ops, Tensor x) {
        return ops.linearGelu(x, weight, bias);
    }
}
