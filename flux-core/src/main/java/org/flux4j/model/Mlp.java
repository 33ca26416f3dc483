package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Tensor;

/** The MLP of one stream of a double-stream block; in the official code, nn.Sequential(Linear, GELU, Linear). */
final class Mlp {
    private final Linear in; // "0": [M, C]
    private final Linear out; // "2": [C, M]

    Mlp(FluxParams params, Weights w) {
        in = new Linear(params.hiddenSize(), params.mlpHiddenDim(), w.in("0"));
        out = new Linear(params.mlpHiddenDim(), params.hiddenSize(), w.in("2"));
    }

    /**
     * Applies the MLP.
     *
     * @param x [L, C]
     * @return [L, C]
     */
    Tensor forward(Operators ops, Tensor x) {
        return out.forward(ops, in.forwardGelu(ops, x));
    }
}
