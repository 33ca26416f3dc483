package org.flux4j.model;

import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * An MLP that embeds a vector (of timestep, guidance or pooled text) in the hidden size of the transformer.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L52-L60">flux@802fb47
 * modules/layers.py, MLPEmbedder</a>.
 */
public final class MlpEmbedder {
    private final String path;
    private final Linear inLayer; // [C, K]
    private final Linear outLayer; // [C, C]

    /**
     * Creates an embedder.
     *
     * @param inDim K
     * @param hiddenDim C
     * @param w the weights of the embedder
     * @throws org.flux4j.BadInputException if a weight is missing or has another shape than expected
     */
    public MlpEmbedder(int inDim, int hiddenDim, Weights w) {
        path = w.path();
        inLayer = new Linear(inDim, hiddenDim, w.in("in_layer"));
        outLayer = new Linear(hiddenDim, hiddenDim, w.in("out_layer"));
    }

    /**
     * Applies the MLP: y = out_layer(silu(in_layer(x))).
     *
     * @param x [K]
     * @return y, [C]
     */
    public Tensor forward(Operators ops, Tensor x) {
        try (Scope scope = ops.scope(path)) {
            return scope.keep(outLayer.forward(ops, ops.silu(inLayer.forward(ops, x))));
        }
    }
}
