package org.flux4j.model;

import java.util.List;
import org.flux4j.io.Weights;
import org.flux4j.op.Operators;
import org.flux4j.op.Scope;
import org.flux4j.op.Tensor;

/**
 * The last layer of the transformer, which maps hidden tokens to predicted ones.
 *
 * <p>Source: <a
 * href="https://github.com/black-forest-labs/flux/blob/802fb4713906133fcbd0d8dc5351620ca4773036/src/flux/modules/layers.py#L242-L253">flux@802fb47
 * modules/layers.py, LastLayer</a>.
 */
public final class LastLayer {
    private final String path;
    private final Linear linear; // [out_channels, C]
    private final Linear adaLnModulation; // [2·C, C]: shift, then scale

    /**
     * Creates a layer.
     *
     * @param hiddenSize C
     * @param outChannels the number of channels of a predicted token
     * @param w the weights of the layer
     * @throws org.flux4j.BadInputException if a weight is missing or has another shape than expected
     */
    public LastLayer(int hiddenSize, int outChannels, Weights w) {
        path = w.path();
        linear = new Linear(hiddenSize, outChannels, w.in("linear"));
        adaLnModulation = new Linear(hiddenSize, 2 * hiddenSize, w.in("adaLN_modulation.1"));
    }

    /**
     * Applies the layer: y = linear((1 + scale) · layer_norm(x) + shift), where shift and scale are the halves of
     * adaLN_modulation(silu(vec)).
     *
     * @param x [L, C]
     * @param vec the vector that embeds timestep, guidance and pooled text, [C]
     * @return y, [L, out_channels]
     */
    public Tensor forward(Operators ops, Tensor x, Tensor vec) {
        try (Scope scope = ops.scope(path)) {
            Tensor modulation = adaLnModulation.forward(ops, ops.silu(vec));
            List<Tensor> chunks = ops.split(modulation, 0, vec.dim(0), vec.dim(0));
            Tensor shift = chunks.get(0);
            Tensor scale = chunks.get(1);
            return scope.keep(linear.forward(ops, ops.modulate(x, shift, scale, Modulation.EPS)));
        }
    }
}
